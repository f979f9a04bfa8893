import type { AppContext } from '../../platform/work/work.ts'
import * as store from './store.ts'
import type { Vault } from './vault.ts'

/** Logs an error at the start if no configured key opens some identities, which would otherwise be lost. */
export async function warnOfOtherKeys({ db, log }: AppContext, vault: Vault): Promise<void> {
  const count = await store.countOthers(db, vault.keyIds)
  if (count === 0) return
  log.error({
    event: 'identity.key-unknown',
    count,
    own: vault.keyIds,
    hint: 'set IDENTITY_KEY or IDENTITY_KEY_PREVIOUS to the value with which they were sealed'
  })
}
