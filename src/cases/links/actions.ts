import { isOfSystem } from '../../platform/access/permissions.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { isHandedIn } from '../handed-in/store.ts'
import type { Standing } from '../rules.ts'
import { takeStep } from '../steps/step.ts'
import { seen } from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import { sameFacts } from './store.ts'

/**
 * Links a case to another case about the same facts. While that one is open or final, this one is not
 * accepted.
 */
export function linkCase(work: Work, id: string, caseId: string) {
  return takeStep(work, id, 'link', async ({ one }) => {
    await mayLink(work, one, caseId, '/caseId')
    const change = { sameFactsAs: caseId }
    return { change, event: ({ terms }) => newEvent('case.linked', { ...change, terms }) }
  })
}

/** Refuses a link to another case, also if the present link may not be given up. */
export async function mayLink(work: Work, one: Standing, caseId: string, pointer: string): Promise<void> {
  if (caseId === one.id) throw refuse('link-to-itself', { pointer })
  await mayNameAsSame(work, one, caseId, pointer)
  if (one.sameFactsAs === null || one.sameFactsAs === caseId) return
  rules.checkFree(await sameFacts(work.tx, work.actor, one.id), pointer)
}

/** Refuses to name another case about the same facts, for existing and for new cases. */
export async function mayNameAsSame(
  { tx, actor }: Work,
  one: Pick<Standing, 'hiddenFrom'>,
  caseId: string,
  pointer: string
): Promise<void> {
  // A system knows the cases that it handed in, and learns of no others.
  const isKnown = !isOfSystem(actor) || (await isHandedIn(tx, actor, caseId))
  const other = isKnown ? await seen(tx, actor, caseId) : undefined
  if (other === undefined) throw refuse('case-not-found', { pointer })
  rules.checkLink(one, other, pointer)
}
