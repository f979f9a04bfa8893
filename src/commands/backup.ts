import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { backUp } from '../embedded/backup.ts'

/** `npm run backup -- FOLDER`: a copy of the embedded database, taken while the service runs. */
const usage = `Copies the embedded database of the running service into a new folder.

  npm run -s backup -- FOLDER

The keys in DATA_DIR are not part of it: keep copies of them elsewhere, see docs/runbook.md.`

try {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Error(usage)
  const { DATA_DIR, DATABASE_URL } = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  if (DATABASE_URL !== undefined)
    throw new Error('DATABASE_URL names a PostgreSQL of your own: take its pg_dump (docs/runbook.md).')
  const began = performance.now()
  const { files, madeAt } = await backUp(DATA_DIR, folder, new Date())
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${folder}: ${Object.keys(files).length} files in ${seconds} s, begun at ${madeAt}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
