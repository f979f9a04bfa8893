import type { AppContext } from '../../platform/work/work.ts'
import * as store from './store.ts'
import type { Vault } from './vault.ts'

/** Identities that no key at hand opens are as good as lost: better to hear of it at the start. */
export async function warnOfOtherKeys({ db, log }: AppContext, vault: Vault): Promise<void> {
  const count = await store.countOthers(db, vault.keyIds)
  if (count === 0) return
  log.error({
    event: 'identity.key-unknown',
    count,
    own: vault.keyIds,
    hint: 'set IDENTITY_KEY, or IDENTITY_KEY_PREVIOUS, as it was'
  })
}
