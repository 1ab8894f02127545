/** `npm start`: installs what is missing, then runs the application. */
import { prepare } from './setup.mjs'
import { runTypeScript } from './typescript.mjs'

prepare()
await runTypeScript('src/main.ts')
