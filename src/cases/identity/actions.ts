import { personKey } from '../../platform/auth/actor.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { checkPeople } from '../intake/rules.ts'
import { takeStep } from '../steps/step.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as erasures from './erasures.ts'
import { eraseFiles } from './files.ts'
import * as rules from './rules.ts'
import type { Correction } from './schema.ts'
import * as store from './store.ts'
import { type Identity, SealBroken, type Vault } from './vault.ts'

interface Opener {
  vault: Vault
  openingsPerDay: number
  limitReached: () => void
}

/**
 * Opens the identity of a reporter. Each opening writes an audit line with its reason and counts towards the
 * limit per person and day.
 *
 * @throws identity-tampered if the stored content is not the content that was sealed
 * @throws identity-limit
 */
export async function openIdentity(
  work: Work,
  { vault, openingsPerDay, limitReached }: Opener,
  caseId: string,
  reason: string
) {
  const { tx, actor, now, today } = work
  const one = await cases.seen(tx, actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  const identity = opened(vault, caseId, await store.find(tx, caseId))
  const nth = await store.countOpening(tx, personKey(actor.sub), today)
  rules.checkOpening(nth, openingsPerDay, today, now)
  work.record('case.identity-opened', one, { reason })
  if (nth === openingsPerDay) {
    // This line concerns the person and must not name the case: its readers may not be allowed to see the
    // case.
    work.record('identity.limit-reached', { code: actor.unitCode }, { openings: nth })
    limitReached()
  }
  const { name = null, phone = null, idNumber = null, address = null, representatives = [] } = identity
  return { name, phone, idNumber, address, representatives }
}

function opened(vault: Vault, caseId: string, { sealed, isExpected, erasedOn }: store.Held): Identity {
  if (erasedOn !== null) throw refuse('identity-erased')
  if (sealed === undefined) throw refuse(isExpected ? 'identity-tampered' : 'identity-absent')
  try {
    const identity = vault.open(caseId, sealed)
    if (identity !== undefined) return identity
  } catch (error) {
    throw error instanceof SealBroken ? refuse('identity-tampered') : error
  }
  throw refuse('identity-key-unknown')
}

/** Corrects the identity (个人信息保护法 第46条). The earlier content is lost together with its key. */
export function correctReporter(work: Work, vault: Vault, id: string, wanted: Correction) {
  const { reporter, representatives, reason } = wanted
  checkPeople(reporter, representatives)
  return takeStep(work, id, 'correct-reporter', async ({ one }) => {
    if (one.anonymous) throw refuse('anonymous-with-reporter', { pointer: '/reporter' })
    if (one.identityErasedOn !== null) throw refuse('identity-erased')
    return {
      change: { representatives: representatives?.length ?? 0 },
      also: () => store.put(work.tx, id, vault.seal(id, { ...reporter, representatives })),
      event: ({ terms }) => newEvent('case.reporter-corrected', { reason, terms })
    }
  })
}

/** The request of the first of two people who erase an identity (个人信息保护法 第47条). */
export function askErasure(work: Work, id: string, reason: string) {
  return takeStep(work, id, 'erase-identity', async () => {
    rules.checkAsking(await erasures.find(work.tx, id))
    const { sealed, isExpected } = await store.find(work.tx, id)
    if (sealed === undefined && !isExpected) throw refuse('identity-absent')
    return {
      also: () => erasures.ask(work, id, reason),
      event: ({ terms }) => newEvent('case.identity-erasure-asked', { reason, terms })
    }
  })
}

/** The confirmation of the second person: deletes the key of the case and the sealed content for good. */
export function confirmErasure(work: Work, id: string) {
  const { tx, actor, today } = work
  return takeStep(work, id, 'confirm-erasure', async ({ one }) => {
    rules.checkConfirming(await erasures.find(tx, id), one, actor)
    return {
      change: { identityErasedOn: today },
      also: async () => {
        await erasures.confirm(work, id)
        await store.erase(tx, [id])
        await eraseFiles(work, [one])
      },
      event: ({ terms }) => newEvent('case.identity-erased', { terms })
    }
  })
}
