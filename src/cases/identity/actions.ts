import type { Work } from '../../platform/work.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as store from './store.ts'
import type { Vault } from './vault.ts'

/** Opens the identity of a reporter. Each opening is an audit line with its reason. */
export async function openIdentity(work: Work, vault: Vault, caseId: string, reason: string) {
  const { tx, actor } = work
  const one = await cases.seen(tx, actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  const sealed = await store.find(tx, caseId)
  if (sealed === undefined) throw refuse('identity-absent')
  const identity = vault.open(caseId, sealed)
  if (identity === undefined) throw refuse('identity-key-unknown')
  work.record('case.identity-opened', one, { reason })
  const { name = null, phone = null, idNumber = null, address = null, representatives = [] } = identity
  return { name, phone, idNumber, address, representatives }
}
