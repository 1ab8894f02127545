// The command line, thin: each command lives in commands/, and what it answers is the exit code.
import { Command, CommanderError } from 'commander'
import { doctor, importFile, verify } from './outside/commands/index.ts'
import { version } from './version.ts'

const program = new Command('throughline')
  .description('One order, one life: orders from received to looked after.')
  .version(version)
  .exitOverride()

program
  .command('import')
  .description(
    'book an order book (XLSX or CSV) and prove that every row and penny is accounted for',
  )
  .argument('<file>', 'the order book')
  .option('--json', 'print the report as JSON')
  .action(async (file: string, options: { json?: boolean }) => end(await importFile(file, options)))

program
  .command('verify')
  .description('compare the log, the rows and their sums; exits 1 when anything differs')
  .option('--json', 'print the outcome as JSON')
  .action(async (options: { json?: boolean }) => end(await verify(options)))

program
  .command('doctor')
  .description('look at versions, settings, search, followers and disk space')
  .option('--json', 'print the findings as JSON')
  .action(async (options: { json?: boolean }) => end(await doctor(options)))

function end(code: number): void {
  process.exitCode = code
}

try {
  if (process.argv.length > 2) await program.parseAsync()
  else program.help()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  end(error.exitCode === 0 ? 0 : 2)
}
