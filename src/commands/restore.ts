import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { restore } from '../embedded/restore.ts'
import { print, runCommand, UsageError } from './command.ts'

const usage = `Replaces the embedded database and its attachments with a backup. Stop the service first.

  npm run -s restore -- FOLDER

The database that is there now is moved aside, not deleted. Afterwards start the service with the keys of the
day on which the backup was made.`

await runCommand(usage, async () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new UsageError('Name one folder.')
  const { DATA_DIR, DATABASE_URL, ATTACHMENT_STORE } = readConfig({
    ALLOW_LOCAL_ISSUER: 'true',
    ...process.env
  })
  if (DATABASE_URL !== undefined) {
    throw new Error('DATABASE_URL names your own PostgreSQL. Restore it with pg_restore (docs/runbook.md).')
  }
  const { madeAt, putAside } = await restore(DATA_DIR, folder, new Date())
  print(`The database is that of ${madeAt}.`)
  if (putAside !== undefined) print(`The database before it is in ${putAside}.`)
  if (ATTACHMENT_STORE !== undefined) {
    print('Attachments are in ATTACHMENT_STORE and stay as they are: put its copy of that time back as well.')
  }
  print('Move audit-seal.json aside before the start: it may name a later seal (docs/runbook.md).')
})
