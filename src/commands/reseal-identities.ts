import { resealIdentities } from '../cases/index.ts'
import { type Config, readConfig } from '../config.ts'
import { runningEmbedded, startEmbedded } from '../embedded/index.ts'
import { vaultOf } from '../keys.ts'
import { connect } from '../platform/database/connect.ts'
import { prepareDatabase } from '../startup/prepare.ts'

/**
 * `npm run reseal-identities`: seals under IDENTITY_KEY the identities of reporters that were sealed under
 * IDENTITY_KEY_PREVIOUS, and ends. May run while the service does, and any number of times.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig({ ALLOW_LOCAL_ISSUER: 'true', ...process.env })
  const { url, close } = await openDatabase(config)
  try {
    await reseal(url, config)
  } finally {
    await close()
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

/** As its owner: the embedded database of a running service, or one started for the while. */
async function openDatabase(config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const { DATABASE_URL, DATA_DIR, IDENTITY_KEY } = config
  const nothing = async () => {}
  if (DATABASE_URL !== undefined && IDENTITY_KEY === undefined) {
    throw new Error('IDENTITY_KEY is not set: with DATABASE_URL it must be given, lest another one be made')
  }
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, close: nothing }
  const running = runningEmbedded(DATA_DIR)
  if (running !== undefined) return { url: running.ownerUrl, close: nothing }
  const { ownerUrl, stop } = await startEmbedded({ dataDir: DATA_DIR, say })
  await prepareDatabase(ownerUrl, 'service', say)
  return { url: ownerUrl, close: stop }
}

async function reseal(url: string, config: Config): Promise<void> {
  const vault = vaultOf(config)
  const { db } = connect({ url, max: 1, statementTimeoutMs: 0, name: 'reseal', onError: () => {} })
  try {
    const { done, left, broken } = await resealIdentities(db, vault, (done, total) =>
      say(`${done} of ${total}`)
    )
    say(`${done} sealed again under key ${vault.keyId}`)
    for (const caseId of broken) say(`case ${caseId}: the stored identity was changed in the database`)
    if (broken.length > 0) process.exitCode = 1
    if (left > 0) {
      throw new Error(
        `${left} are still sealed under another key: is an instance running with that key alone?`
      )
    }
  } finally {
    await db.destroy()
  }
}
