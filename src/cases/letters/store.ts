import { type RawBuilder, sql } from 'kysely'
import { disclosed, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { actingCode, item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

const standing = [
  ...columnsOf('case_letter', ['id', 'caseId', 'kind', 'number', 'grounds']),
  ...columnsOf('case_letter', ['unitCode', 'path', 'answeredOn', 'version'])
] as const

/**
 * A letter is visible like its case, and also to the unit that must answer it after the case went elsewhere.
 */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const isSeen = sql`${visible(actor, 'case', 'petition_case')} or ${visible(actor, 'case', 'case_letter')}`
  return sql<boolean>`((${isSeen}) and ${disclosed(actor, 'petition_case')})`
}

function letters(db: Db | Tx) {
  return db.selectFrom('case_letter').innerJoin('petition_case', 'petition_case.id', 'case_letter.case_id')
}

function named(db: Db | Tx) {
  return letters(db)
    .innerJoin('unit', 'unit.code', 'case_letter.unit_code')
    .innerJoin('unit as turn', 'turn.code', 'case_letter.turn_code')
}

export function find(db: Db, actor: Actor, id: string, today: string) {
  return whole(db, actor, id, today, seenBy(actor))
}

/** A letter with its term, without a check of visibility: for the answer to a step that was allowed. */
export async function whole(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string,
  condition: RawBuilder<boolean> = sql<boolean>`true`
) {
  const row = await named(db)
    .select([...standing, ...item.select({ ...actor, today })])
    .where('case_letter.id', '=', id)
    .where(condition)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'letter', [id])).get(id) ?? []
  // The unit that must answer now: `item` shows it only where it is another one than the addressed unit.
  const turn = { ...row, actingUnitCode: row.actingUnitCode ?? row.unitCode }
  return {
    ...row,
    terms: terms.map((term) => termOnWire(term, today)),
    actions: actionsOf(rules, turn, actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof whole>>>

/** Locks a letter for its answer, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<rules.Standing | undefined> {
  return letters(tx)
    .innerJoin('unit as turn', 'turn.code', 'case_letter.turn_code')
    .select([...standing, actingCode.as('actingUnitCode')])
    .where('case_letter.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('case_letter')
    .executeTakeFirst()
}
