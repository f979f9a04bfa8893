import { readConfig } from '../config.ts'
import { prepareDatabase } from '../startup/prepare.ts'

/** `npm run migrate`: brings DATABASE_URL up to date and ends. */
try {
  const { DATABASE_URL, DATABASE_ROLE } = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  if (DATABASE_URL === undefined)
    throw new Error('DATABASE_URL is not set; the embedded database is migrated at start')
  await prepareDatabase(DATABASE_URL, DATABASE_ROLE, (line) => process.stdout.write(`${line}\n`))
  process.stdout.write('the database is up to date\n')
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
