import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { type Config, readConfig } from '../config.ts'
import { Clock, demoOf, FIRST_DAY, fill, partsOf, people, yearOf } from '../demo/index.ts'
import { startEmbedded } from '../embedded/index.ts'
import { issueToken } from '../platform/auth/local-issuer.ts'
import { connect } from '../platform/database/connect.ts'
import { inProject } from '../platform/project.ts'
import { localDate } from '../platform/values/days.ts'
import { loadFirstData } from '../startup/first-data.ts'
import { prepareDatabase } from '../startup/prepare.ts'
import { print, runCommand, UsageError } from './command.ts'

const usage = `Fills a new database with an invented year of the province, and prints tokens of six people.

  npm run -s demo

The database lies in .demo (DATA_DIR), apart from that of npm start; afterwards the service starts on it. A
second run only prints new tokens and starts. Stop the service with Ctrl-C. To fill another database, remove
the folder first.

  --help   prints this text`

const HOURS = 12

await runCommand(usage, async () => {
  parseArgs({ options: {} })
  const config = readConfig(process.env)
  if (config.OIDC_ISSUER !== undefined)
    throw new UsageError(
      'OIDC_ISSUER is set. The demo has a local issuer and must not stand beside a real one.'
    )
  const database = await opened(config)
  try {
    await filled(config, database.url)
  } finally {
    await database.close()
  }
  await tell(config)
})

async function opened({ DATABASE_URL, DATABASE_ROLE, DATA_DIR }: Config) {
  if (DATABASE_URL !== undefined) {
    await prepareDatabase(DATABASE_URL, DATABASE_ROLE, print)
    return { url: DATABASE_URL, close: async () => {} }
  }
  const { url, ownerUrl, stop } = await startEmbedded({ dataDir: DATA_DIR, say: print })
  await prepareDatabase(ownerUrl, 'service', print)
  return { url, close: () => stop() }
}

/** Fills the database, unless that was done before. */
async function filled(config: Config, url: string): Promise<void> {
  const { db, pool } = connect({ url, max: 4, statementTimeoutMs: 0, name: 'demo', onError: () => {} })
  // A filling that is cut short begins again, so its last commits need not be on the disk.
  pool.on('connect', (client) => void client.query('set synchronous_commit = off'))
  try {
    const demo = demoOf(config.DATA_DIR)
    const standing = await demo.standing(db)
    if (standing === 'filled') return print('The demo is there already.')
    if (standing === 'other')
      throw new Error(
        'The database already has records, or an earlier filling was broken off. The demo only fills a new ' +
          `database: remove the folder ${config.DATA_DIR}, or name another one in DATA_DIR.`
      )
    const year = yearOf(localDate(new Date()))
    const began = performance.now()
    print(`filling the database with the year ${year} …`)
    const clock = new Clock(`${year}-${FIRST_DAY}`)
    const log = pino({ level: 'warn' }, pino.destination(2))
    const parts = await partsOf({ config, db, pool, clock, log })
    const seeds = config.SEED_UNITS ?? fileURLToPath(inProject('data/jilin-units.csv'))
    await loadFirstData(parts.context, seeds, print)
    const { calls } = await fill({ parts, clock, year, within: '22', say: print })
    demo.note(year)
    const seconds = Math.round((performance.now() - began) / 1000)
    print(`filled in ${seconds} s, by ${calls()} requests`)
  } finally {
    await db.destroy()
  }
}

async function tell({ DATA_DIR, PORT }: Config): Promise<void> {
  const year = demoOf(DATA_DIR).filledYear()
  print(`\nThe year of the demo is ${year}. Tokens of six people, valid for ${HOURS} hours:`)
  for (const { look, ...person } of people) {
    const token = await issueToken(DATA_DIR, person, HOURS * 3600)
    print(`\n${look.zh}\n${look.en}\n${token}`)
  }
  print(`\nPaste one at http://127.0.0.1:${PORT}/overview, or send it as a bearer token.`)
}
