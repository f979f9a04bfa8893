import { yuanOf } from '../../platform/values/money.ts'
import type { Work } from '../../platform/work/work.ts'
import { meetTerms, reopenTerms } from '../../terms/index.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * Sums up again what was paid from an allocation. Called in the transaction that makes a file of payments the
 * current one.
 */
export async function spendFrom(work: Work, id: string): Promise<void> {
  // The lock comes before the sum: a sum that waited for another one would not have seen its result.
  const one = await store.lockAny(work.tx, id)
  const after = await store.spend(work, id)
  const ended = await settle(work, one, after)
  const spent = yuanOf(after.spent)
  work.record('allocation.spent', one, {
    programme: one.programme,
    before: yuanOf(one.spent),
    spent,
    ...ended
  })
}

/**
 * Meets the term on the day on which the last of the money left. If money comes back, for example returned by
 * a bank, the term runs again.
 */
export async function settle({ tx }: Work, { id }: Pick<rules.Standing, 'id'>, after: store.Flowed) {
  // Also if nothing is left: after a correction of a file or a receipt, the day may have changed.
  await reopenTerms(tx, 'allocation', id, [rules.TERM])
  if (rules.left(after) > 0n) return {}
  const metOn = await store.lastFlowOn(tx, id)
  const terms = await meetTerms(tx, 'allocation', id, [rules.TERM], metOn)
  return { terms: terms.map(({ rule, dueOn }) => ({ rule, dueOn, metOn, isMet: metOn <= dueOn })) }
}
