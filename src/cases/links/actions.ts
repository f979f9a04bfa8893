import type { Work } from '../../platform/work/work.ts'
import type { Standing } from '../rules.ts'
import { takeStep } from '../steps/step.ts'
import { seen } from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import { sameFacts } from './store.ts'

/** Links a case to another one about the same facts; while that is open or final, this is not accepted. */
export function linkCase(work: Work, id: string, caseId: string) {
  return takeStep(work, id, 'link', 'linked', async ({ one }) => {
    await mayLink(work, one, caseId, '/caseId')
    return { change: { sameFactsAs: caseId }, details: { sameFactsAs: caseId } }
  })
}

/** Whether a case may be linked to another one, instead of to what it is linked to now. */
export async function mayLink(work: Work, one: Standing, caseId: string, pointer: string): Promise<void> {
  if (caseId === one.id) throw refuse('link-to-itself', { pointer })
  await mayNameAsSame(work, one, caseId, pointer)
  if (one.sameFactsAs === null || one.sameFactsAs === caseId) return
  rules.checkFree(await sameFacts(work.tx, work.actor, one.id), pointer)
}

/** Whether a case, be it new, may point to another one. */
export async function mayNameAsSame(
  { tx, actor }: Work,
  one: Pick<Standing, 'hiddenFrom'>,
  caseId: string,
  pointer: string
): Promise<void> {
  const other = await seen(tx, actor, caseId)
  if (other === undefined) throw refuse('case-not-found', { pointer })
  rules.checkLink(one, other, pointer)
}
