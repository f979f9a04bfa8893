import { type RawBuilder, sql } from 'kysely'
import { disclosed, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { nextNumber, numberText } from '../../platform/work/numbering.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { reportLetterNumber } from '../intake/report-numbers.ts'
import { actingCode, item } from './fields.ts'
import { type Issued, marks, type Standing } from './rules.ts'
import type { NewLetter } from './schema.ts'
import '../tables.ts'

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
  return whole(db, id, today, seenBy(actor))
}

/** A letter with its term, without a check of visibility: for the answer to a step that was allowed. */
export async function whole(db: Db | Tx, id: string, today: string, condition = sql<boolean>`true`) {
  const row = await named(db)
    .select(item.select({ today, unitCode: '', sub: '' }))
    .select('case_letter.version')
    .where('case_letter.id', '=', id)
    .where(condition)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'letter', [id])).get(id) ?? []
  return { ...row, terms: terms.map((term) => termOnWire(term, today)) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof whole>>>

/** Locks a letter for its answer, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return letters(tx)
    .innerJoin('unit as turn', 'turn.code', 'case_letter.turn_code')
    .select(actingCode.as('actingUnitCode'))
    .select(['case_letter.id', 'case_letter.case_id as caseId', 'case_letter.kind', 'case_letter.number'])
    .select(['case_letter.grounds', 'case_letter.unit_code as unitCode', 'case_letter.path'])
    .select(['case_letter.answered_on as answeredOn', 'case_letter.version'])
    .where('case_letter.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('case_letter')
    .executeTakeFirst()
}

interface NewRow extends NewLetter, Issued {
  id: string
  caseId: string
  /** Whether the case is a report. */
  isReport: boolean
  issuedOn: string
  issuedBy: string
  issuedAt: string
  dueOn: string
}

/** Inserts a letter and returns its number. */
export async function insert(tx: Tx, row: NewRow): Promise<string> {
  const year = Number(row.issuedOn.slice(0, 4))
  const { rows } = await sql<{ number: string }>`
    with ${numbered(row, year)}
    insert into case_letter (id, case_id, kind, number, from_unit_code, unit_code, turn_code, path, grounds,
      text, issued_on, issued_by, due_on, updated_at)
    select ${row.id}::uuid, ${row.caseId}::uuid, ${row.kind}, number, ${row.fromUnitCode},
      ${row.unitCode}, ${row.unitCode}, ${row.path}, ${row.grounds}, ${row.text}, ${row.issuedOn}::date,
      ${row.issuedBy}, ${row.dueOn}::date, ${row.issuedAt}::timestamptz
    from numbered
    returning number`.execute(tx)
  return rows[0]?.number as string
}

/**
 * Letters are numbered by unit, kind and year; letters about reports have random numbers like the reports.
 */
function numbered({ isReport, kind, fromUnitCode }: NewRow, year: number): RawBuilder<unknown> {
  const mark = marks[kind]
  if (isReport) return sql`numbered as (select ${reportLetterNumber(fromUnitCode, year, mark)} as number)`
  return sql`
    counted as (${nextNumber(`letter-${kind}`, fromUnitCode, year)}),
    numbered as (select ${numberText(fromUnitCode, year, sql.ref('last'), mark)} as number from counted)`
}
