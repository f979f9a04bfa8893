import { rewrapAttachments } from '../attachments/index.ts'
import { readConfig } from '../config.ts'
import { keyringOf } from '../keys.ts'
import { connect } from '../platform/database/connect.ts'
import { print, runCommand } from './command.ts'
import { openAsOwner } from './owner-database.ts'

const usage = `Wraps keys of attachments under ATTACHMENT_KEY that are still wrapped under the key before it.

  ATTACHMENT_KEY=… ATTACHMENT_KEY_PREVIOUS=… npm run -s reseal-attachments

The attachments themselves stay as they are. It may run while the service runs, and again at any time
(docs/runbook.md).`

await runCommand(usage, async () => {
  const config = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  const keyring = keyringOf(config)
  const { url, close } = await openAsOwner(config, 'ATTACHMENT_KEY')
  const { db } = connect({ url, max: 1, statementTimeoutMs: 0, name: 'reseal', onError: () => {} })
  try {
    const { done, left } = await rewrapAttachments(db, keyring, (count) => print(`${count} …`))
    print(`the keys of ${done} contents are wrapped under key ${keyring.keyId}`)
    if (left > 0) {
      throw new Error(`${left} are still wrapped under another key. Does an instance run with only that key?`)
    }
  } finally {
    await db.destroy()
    await close()
  }
})
