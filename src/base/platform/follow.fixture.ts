// A process that follows the log until it is killed: it counts fact by fact, so that a kill falls between statements.
import { openDatabase, runFollowers, sql } from './index.ts'

process.on('disconnect', () => process.exit())

const database = openDatabase(process.argv[2] ?? '', { size: 2 })

runFollowers(
  database,
  [
    {
      name: 'counting',
      handle: async (tx, news) => {
        for (const { stream, from, to } of news)
          await tx.run(sql`
            insert into done select ${stream}, version, 1 from generate_series(${from}::int, ${to}::int) as version
            on conflict (stream, version) do update set times = done.times + 1`)
      },
    },
  ],
  { restMs: 1, pollMs: 5, onError: () => {} },
)
