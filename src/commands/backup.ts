import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { backUp } from '../embedded/backup.ts'
import { bucketIn } from '../platform/values/bucket.ts'
import { print, runCommand, UsageError } from './command.ts'

const usage = `Copies the embedded database of the running service and its attachments into a new folder.

  npm run -s backup -- FOLDER

The keys in DATA_DIR are not copied: keep copies of them in another place (docs/runbook.md).`

await runCommand(usage, async () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new UsageError('Name one folder.')
  const { DATA_DIR, DATABASE_URL, ATTACHMENT_STORE } = readConfig({
    ALLOW_LOCAL_ISSUER: 'true',
    ...process.env
  })
  if (DATABASE_URL !== undefined) {
    throw new Error('DATABASE_URL names your own PostgreSQL. Back it up with pg_dump (docs/runbook.md).')
  }
  const began = performance.now()
  const { files, madeAt } = await backUp(DATA_DIR, folder, new Date())
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(`${folder}: ${Object.keys(files).length} files in ${seconds} s, begun at ${madeAt}`)
  if (ATTACHMENT_STORE !== undefined) {
    const place =
      bucketIn(ATTACHMENT_STORE) === undefined ? 'ATTACHMENT_STORE' : 'the bucket of ATTACHMENT_STORE'
    print(`Attachments are in ${place}, not in this backup: keep a copy of it as well, made after this one.`)
  }
})
