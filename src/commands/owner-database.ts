import type { Config } from '../config.ts'
import { runningEmbedded, startEmbedded } from '../embedded/index.ts'
import { prepareDatabase } from '../startup/prepare.ts'
import { print } from './command.ts'

/**
 * The database, for its owner: that of DATABASE_URL, or the embedded one of a running service, or one
 * that is started for this command. `key`: the setting without which the command would do harm.
 */
export async function openAsOwner(
  config: Config,
  key: 'IDENTITY_KEY' | 'ATTACHMENT_KEY'
): Promise<{ url: string; close(): Promise<void> }> {
  const { DATABASE_URL, DATA_DIR } = config
  const nothing = async () => {}
  if (DATABASE_URL !== undefined && config[key] === undefined) {
    throw new Error(`${key} is not set. With DATABASE_URL it must be: a new key would open nothing.`)
  }
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, close: nothing }
  const running = runningEmbedded(DATA_DIR)
  if (running !== undefined) return { url: running.ownerUrl, close: nothing }
  const { ownerUrl, stop } = await startEmbedded({ dataDir: DATA_DIR, say: print })
  await prepareDatabase(ownerUrl, 'service', print)
  return { url: ownerUrl, close: stop }
}
