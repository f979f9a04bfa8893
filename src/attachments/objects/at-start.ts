import { errorOf } from '../../platform/errors/thrown.ts'
import type { AppContext } from '../../platform/work/work.ts'
import type { Contents } from './contents.ts'
import * as rows from './store.ts'

/**
 * Looks at the start whether attachments can be stored and opened: better to hear of it now. The service
 * starts all the same, because everything else works without them.
 */
export async function checkContents(context: AppContext, { store, keyring }: Contents): Promise<void> {
  const { db, log } = context
  const objects = await rows.countOfOtherKeys(db, keyring.keyIds)
  if (objects > 0) {
    log.error({ event: 'attachments.other-key', objects, hint: 'set ATTACHMENT_KEY as it was' })
  }
  await store.check().catch((error: unknown) => {
    const hint = 'look at ATTACHMENT_STORE and its credentials'
    log.error({ event: 'attachments.store-unavailable', reason: errorOf(error).message, hint })
  })
}
