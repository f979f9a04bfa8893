import { resealIdentities } from '../cases/index.ts'
import { type Config, readConfig } from '../config.ts'
import { runningEmbedded, startEmbedded } from '../embedded/index.ts'
import { vaultOf } from '../keys.ts'
import { connect } from '../platform/database/connect.ts'
import { prepareDatabase } from '../startup/prepare.ts'
import { print, runCommand } from './command.ts'

const usage = `Seals identities of reporters under IDENTITY_KEY that are still sealed under the key before it.

  IDENTITY_KEY=… IDENTITY_KEY_PREVIOUS=… npm run -s reseal-identities

It may run while the service runs, and again at any time (docs/runbook.md).`

await runCommand(usage, async () => {
  const config = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  const { url, close } = await openDatabase(config)
  try {
    await reseal(url, config)
  } finally {
    await close()
  }
})

/**
 * The database, for its owner: that of DATABASE_URL, or the embedded one of a running service, or one
 * that is started for this command.
 */
async function openDatabase(config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const { DATABASE_URL, DATA_DIR, IDENTITY_KEY } = config
  const nothing = async () => {}
  if (DATABASE_URL !== undefined && IDENTITY_KEY === undefined) {
    throw new Error('IDENTITY_KEY is not set. With DATABASE_URL it must be: a new key would open nothing.')
  }
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, close: nothing }
  const running = runningEmbedded(DATA_DIR)
  if (running !== undefined) return { url: running.ownerUrl, close: nothing }
  const { ownerUrl, stop } = await startEmbedded({ dataDir: DATA_DIR, say: print })
  await prepareDatabase(ownerUrl, 'service', print)
  return { url: ownerUrl, close: stop }
}

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
