import { resealIdentities } from '../cases/index.ts'
import { type Config, readConfig } from '../config.ts'
import { vaultOf } from '../keys.ts'
import { connect } from '../platform/database/connect.ts'
import { print, runCommand } from './command.ts'
import { openAsOwner } from './owner-database.ts'

const usage = `Seals identities of reporters under IDENTITY_KEY that are still sealed under the key before it.

  IDENTITY_KEY=… IDENTITY_KEY_PREVIOUS=… npm run -s reseal-identities

It may run while the service runs, and again at any time (docs/runbook.md).`

await runCommand(usage, async () => {
  const config = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  const { url, close } = await openAsOwner(config, 'IDENTITY_KEY')
  try {
    await reseal(url, config)
  } finally {
    await close()
  }
})

async function reseal(url: string, config: Config): Promise<void> {
  const vault = vaultOf(config)
  const { db } = connect({ url, max: 1, statementTimeoutMs: 0, name: 'reseal', onError: () => {} })
  try {
    const { done, left, broken } = await resealIdentities(db, vault, (done, total) =>
      print(`${done} of ${total}`)
    )
    print(`${done} sealed again under key ${vault.keyId}`)
    for (const caseId of broken)
      print(`case ${caseId}: its identity was changed in the database, and cannot be opened`)
    if (broken.length > 0) process.exitCode = 1
    if (left > 0) {
      throw new Error(
        `${left} identities are still sealed under another key. Does an instance run with only that key?`
      )
    }
  } finally {
    await db.destroy()
  }
}
