import type { Tx } from '../platform/work/work.ts'
import type { NewTerm } from './rules.ts'
import { type Subject, termRows, unlessLater } from './store.ts'

/** Lets a term of a record begin on another day: the one on record was a slip. Whether it is met stays. */
export async function restart(tx: Tx, term: NewTerm, subject: Subject): Promise<void> {
  const [{ id: _, ...row } = { id: '' }] = termRows([term], subject)
  await tx
    .updateTable('term')
    .set({
      ...row,
      missed_at: unlessLater('missed_at', term.dueOn),
      reminded_at: unlessLater('reminded_at', term.dueOn)
    })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('rule', '=', term.rule)
    .execute()
}
