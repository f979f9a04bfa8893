import { join } from 'node:path'
import { bucketIn } from '../../platform/values/bucket.ts'
import { folderStore } from './folder.ts'
import type { ObjectStore } from './object-store.ts'

/** The folder of the attachments in the data folder. */
const FOLDER = 'attachments'

export interface StoreSettings {
  ATTACHMENT_STORE?: string | undefined
  ATTACHMENT_STORE_KEY_ID?: string | undefined
  ATTACHMENT_STORE_SECRET?: string | undefined
  DATA_DIR: string
}

/** Opens the store of the configuration: a bucket, a folder, or the folder in the data folder. */
export async function openStore(settings: StoreSettings): Promise<ObjectStore> {
  const own = join(settings.DATA_DIR, FOLDER)
  const { ATTACHMENT_STORE: address = own } = settings
  const bucket = bucketIn(address)
  if (bucket === undefined) return folderStore(address)
  const { ATTACHMENT_STORE_KEY_ID: accessKeyId = '', ATTACHMENT_STORE_SECRET: secretAccessKey = '' } =
    settings
  const { s3Store } = await import('./s3.ts')
  return s3Store(bucket, { accessKeyId, secretAccessKey }, join(own, 'drafts'))
}
