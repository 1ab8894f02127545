// The tests are in the fixture, the same for both languages; here they run in English.
import { lookAtScreens } from './screens.fixture.ts'

lookAtScreens('en')
