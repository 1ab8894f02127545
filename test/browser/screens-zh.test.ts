// The tests are in the fixture, the same for both languages; here they run in Chinese.
import { lookAtScreens } from './screens.fixture.ts'

lookAtScreens('zh')
