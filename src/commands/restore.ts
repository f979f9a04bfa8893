import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { restore } from '../embedded/restore.ts'

/** `npm run restore -- FOLDER`: puts a backup in the place of the embedded database; no service runs. */
const usage = `Puts a backup in the place of the embedded database. Stop the service first.

  npm run -s restore -- FOLDER

The database that is there is put aside, not deleted. Then start the service with the keys of that day.`

try {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Error(usage)
  const { DATA_DIR, DATABASE_URL } = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  if (DATABASE_URL !== undefined)
    throw new Error('DATABASE_URL names a PostgreSQL of your own: take its pg_restore (docs/runbook.md).')
  const { madeAt, putAside } = await restore(DATA_DIR, folder, new Date())
  process.stdout.write(`The database is that of ${madeAt}.\n`)
  if (putAside !== undefined) process.stdout.write(`The one before it is in ${putAside}.\n`)
  process.stdout.write(
    'Put audit-seal.json aside before the start: it may name a later seal (docs/runbook.md).\n'
  )
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
