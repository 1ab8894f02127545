import { lookAtScreens } from './screens.fixture.ts'

lookAtScreens('en')
