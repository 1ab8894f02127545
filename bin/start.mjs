/** `npm start`: installs what is missing, builds the console when its sources changed, then runs the application. */
import { buildConsole, consoleIsBuilt } from './console.mjs'
import { prepare } from './setup.mjs'
import { runTypeScript } from './typescript.mjs'

prepare()
if (!consoleIsBuilt()) {
  // Building needs the tools that tests need too; a console that is built needs none of them.
  prepare({ dev: true })
  process.stderr.write('Building the console, once after a download or an update …\n')
  try {
    await buildConsole()
  } catch (error) {
    process.stderr.write(
      `The console could not be built, the API works without it: ${error.message}\n`,
    )
  }
}
await runTypeScript('src/main.ts')
