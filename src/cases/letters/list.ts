import { type RawBuilder, sql } from 'kysely'
import { disclosed, inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { LetterItem, LetterQuery, OfCaseQuery } from './schema.ts'
import { isOverdue, letters, named, shown } from './store.ts'

/** What must be answered first comes first. */
const byDueDate = [
  ['case_letter.due_on', 'date'],
  ['case_letter.id', 'uuid']
] as const
const byIssue = [['case_letter.id', 'uuid']] as const

export const columns = Object.keys({
  id: 0,
  caseId: 0,
  caseNumber: 0,
  kind: 0,
  number: 0,
  fromUnitCode: 0,
  unitCode: 0,
  unitName: 0,
  actingUnitCode: 0,
  actingUnitName: 0,
  grounds: 0,
  text: 0,
  issuedOn: 0,
  dueOn: 0,
  overdue: 0,
  state: 0,
  answer: 0,
  answeredOn: 0
} satisfies Record<keyof LetterItem, 0>).map((name) => ({ name }))

/** Letters by the place of the unit that must answer: whoever sees that place may see them. */
export function all(db: Db, actor: Actor, trees: readonly Subtree[], query: LetterQuery, today: string) {
  return named(db)
    .select(shown(today))
    .where(chosen(actor, trees, query, today))
    .where(after(query.cursor, byDueDate))
    .orderBy('case_letter.due_on')
    .orderBy('case_letter.id')
}

export function count(db: Db, actor: Actor, trees: readonly Subtree[], query: LetterQuery, today: string) {
  return letters(db)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(actor, trees, query, today))
    .executeTakeFirstOrThrow()
}

function chosen(
  actor: Actor,
  trees: readonly Subtree[],
  { kind, state, overdue }: LetterQuery,
  today: string
): RawBuilder<boolean> {
  const late = isOverdue(today)
  const conditions = [
    ...trees.map((tree) => inSubtree(tree, { table: 'case_letter', unit: 'turn_code' })),
    disclosed(actor, 'petition_case'),
    ...(kind === undefined ? [] : [sql`case_letter.kind = ${kind}`]),
    ...(state === undefined ? [] : [sql`(answered_on is null) = ${state === 'awaited'}`]),
    ...(overdue === undefined ? [] : [sql`${late} = ${overdue}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** The letters of a case, in the order in which they were written. */
export function ofCase(db: Db, caseId: string, { cursor }: OfCaseQuery, today: string) {
  return named(db)
    .select(shown(today))
    .where('case_letter.case_id', '=', caseId)
    .where(after(cursor, byIssue))
    .orderBy('case_letter.id')
}

export function countOfCase(db: Db, caseId: string): Promise<{ total: number }> {
  return db
    .selectFrom('case_letter')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
}
