import { readConfig } from '../config.ts'
import { prepareDatabase } from '../startup/prepare.ts'
import { print, runCommand } from './command.ts'

const usage = `Brings the database that DATABASE_URL names up to date.

  DATABASE_URL=postgres://OWNER:PASSWORD@HOST/DATABASE npm run -s migrate

Run it as the owner of the database, before the first start and before each new version of the service. It
can be run again at any time.`

await runCommand(usage, async () => {
  const { DATABASE_URL, DATABASE_ROLE } = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  if (DATABASE_URL === undefined) {
    throw new Error('DATABASE_URL is not set. The embedded database is brought up to date at each start.')
  }
  await prepareDatabase(DATABASE_URL, DATABASE_ROLE, print)
  print('the database is up to date')
})
