import { join } from 'node:path'
import { folderStore } from './folder.ts'
import type { ObjectStore } from './object-store.ts'

/** The folder of the attachments in the data folder. */
export const FOLDER = 'attachments'

/** Opens the store of the configuration: the data folder, or another folder. */
export function openStore(config: { ATTACHMENT_STORE?: string | undefined; DATA_DIR: string }): ObjectStore {
  const { ATTACHMENT_STORE = join(config.DATA_DIR, FOLDER) } = config
  return folderStore(ATTACHMENT_STORE)
}
