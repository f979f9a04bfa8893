import { type RawBuilder, sql } from 'kysely'
import { disclosed, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { nextNumber, numberText } from '../../platform/work/numbering.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { reportLetterNumber } from '../intake/report-numbers.ts'
import { type Issued, marks, type Standing } from './rules.ts'
import type { Letter, LetterItem, NewLetter } from './schema.ts'
import '../tables.ts'

export type Versioned = Letter & { version: number }

/** Who must answer a letter, or would have to: beside `turn`, the unit in `turn_code`. */
const actingCode = sql<string>`coalesce(turn.acting_code, turn.code)`

/** What a list shows of a letter. `today` decides what is overdue. */
export function shown(today: string) {
  return [
    'case_letter.id',
    'case_letter.case_id as caseId',
    'petition_case.number as caseNumber',
    'case_letter.kind',
    'case_letter.number',
    'case_letter.from_unit_code as fromUnitCode',
    'case_letter.unit_code as unitCode',
    'unit.name as unitName',
    sql<string | null>`nullif(${actingCode}, case_letter.unit_code)`.as('actingUnitCode'),
    sql<string | null>`case when ${actingCode} <> case_letter.unit_code then (
      select acting.name from unit as acting where acting.code = ${actingCode}) end`.as('actingUnitName'),
    'case_letter.grounds',
    'case_letter.text',
    'case_letter.issued_on as issuedOn',
    'case_letter.due_on as dueOn',
    isOverdue(today).as('overdue'),
    sql<LetterItem['state']>`case when answered_on is null then 'awaited' else 'answered' end`.as('state'),
    'case_letter.answer',
    'case_letter.answered_on as answeredOn'
  ] as const
}

export function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(answered_on is null and due_on < ${today}::date)`
}

/** A letter is seen as its case is; and by who must answer it, also when the case has gone elsewhere. */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const isSeen = sql`${visible(actor, 'case', 'petition_case')} or ${visible(actor, 'case', 'case_letter')}`
  return sql<boolean>`((${isSeen}) and ${disclosed(actor, 'petition_case')})`
}

export function letters(db: Db | Tx) {
  return db.selectFrom('case_letter').innerJoin('petition_case', 'petition_case.id', 'case_letter.case_id')
}

export function named(db: Db | Tx) {
  return letters(db)
    .innerJoin('unit', 'unit.code', 'case_letter.unit_code')
    .innerJoin('unit as turn', 'turn.code', 'case_letter.turn_code')
}

export function find(db: Db, actor: Actor, id: string, today: string): Promise<Versioned | undefined> {
  return whole(db, id, today, seenBy(actor))
}

/** A letter with its term; for the answer to a verb, where no condition is left to ask. */
export async function whole(
  db: Db | Tx,
  id: string,
  today: string,
  condition = sql<boolean>`true`
): Promise<Versioned | undefined> {
  const row = await named(db)
    .select(shown(today))
    .select('case_letter.version')
    .where('case_letter.id', '=', id)
    .where(condition)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'letter', [id])).get(id) ?? []
  return { ...row, terms: terms.map((term) => termOnWire(term, today)) }
}

/** A letter that is to be answered, if the actor sees it. Others wait. */
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
  /** Whether it is about a report. */
  isReport: boolean
  issuedOn: string
  issuedBy: string
  dueOn: string
}

/** Puts a letter on record; gives its number. */
export async function insert(tx: Tx, row: NewRow): Promise<string> {
  const year = Number(row.issuedOn.slice(0, 4))
  const { rows } = await sql<{ number: string }>`
    with ${numbered(row, year)}
    insert into case_letter (id, case_id, kind, number, from_unit_code, unit_code, turn_code, path, grounds,
      text, issued_on, issued_by, due_on)
    select ${row.id}::uuid, ${row.caseId}::uuid, ${row.kind}, number, ${row.fromUnitCode},
      ${row.unitCode}, ${row.unitCode}, ${row.path}, ${row.grounds}, ${row.text}, ${row.issuedOn}::date,
      ${row.issuedBy}, ${row.dueOn}::date
    from numbered
    returning number`.execute(tx)
  return rows[0]?.number as string
}

/** Letters count by unit, kind and year; those about reports have random numbers, as the reports have. */
function numbered({ isReport, kind, fromUnitCode }: NewRow, year: number): RawBuilder<unknown> {
  const mark = marks[kind]
  if (isReport) return sql`numbered as (select ${reportLetterNumber(fromUnitCode, year, mark)} as number)`
  return sql`
    counted as (${nextNumber(`letter-${kind}`, fromUnitCode, year)}),
    numbered as (select ${numberText(fromUnitCode, year, sql.ref('last'), mark)} as number from counted)`
}

interface Answered {
  answer: string
  answeredOn: string
  answeredBy: string
}

export async function update(tx: Tx, id: string, change: Answered): Promise<void> {
  await tx
    .updateTable('case_letter')
    .set({ answer: change.answer, answered_on: change.answeredOn, answered_by: change.answeredBy })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
