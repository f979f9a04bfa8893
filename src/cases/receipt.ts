import { type Compilable, sql } from 'kysely'
import { note, noteNames } from '../platform/audit/record.ts'
import type { Db } from '../platform/database/connect.ts'
import { prepared, written } from '../platform/database/prepared.ts'
import { inUtc } from '../platform/days.ts'
import { nextNumber, numberStart } from '../platform/numbering.ts'
import type { Work } from '../platform/work.ts'
import { unchanged } from '../policy/index.ts'
import { markedTerm, termNames, termValues } from '../terms/index.ts'
import type { Intake } from './intake.ts'
import { nextDueOn } from './term-rules.ts'
import './tables.ts'

/** What the database made of a case. */
export interface Made {
  number: string
  receivedAt: string
  createdAt: string
}

const names = [
  'id',
  'series',
  'unit',
  'year',
  'start',
  'kind',
  'channel',
  'receivedAt',
  'path',
  'accused',
  'category'
]
  .concat('summary', 'anonymous', 'representatives', 'dueOn', 'sameFactsAs', 'now', 'sub', 'stamp')
  .concat(termNames, noteNames)

/** A case with its number, term, audit line and event. */
const plain = prepared(names, (db, mark) => receiving(db, mark))

/** The same with a sealed identity. */
const identified = prepared([...names, 'keyId', 'wrapped', 'sealed'], (db, mark) =>
  receiving(
    db,
    mark,
    sql`known as (
      insert into case_reporter (case_id, key_id, wrapped, sealed)
      values (${mark.id}::uuid, ${mark.keyId}, ${mark.wrapped}::bytea, ${mark.sealed}::bytea)),`
  )
)

function receiving(db: Db, mark: Record<string, string>, more = sql``): Compilable<Made> {
  return written(sql<Made>`
    with numbered as (${nextNumber(mark.series as string, mark.unit as string, mark.year as never)}),
    made as (
      insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
        deciding_unit_code, accused_unit_code, category, summary, anonymous, representatives, next_due_on,
        same_facts_as, created_at, created_by)
      select ${mark.id}::uuid, ${mark.start} || lpad(last::text, 6, '0'), ${mark.kind}, ${mark.channel},
        ${mark.receivedAt}::timestamptz, ${mark.unit}, ${mark.path}, ${mark.unit}, ${mark.unit},
        ${mark.accused}, ${mark.category}, ${mark.summary}, ${mark.anonymous}::boolean,
        ${mark.representatives}::integer, ${mark.dueOn}::date, ${mark.sameFactsAs}::uuid,
        ${mark.now}::timestamptz, ${mark.sub}
      from numbered where ${unchanged(mark.unit as string, mark.stamp as string)}
      returning number, received_at, created_at
    ), ${more} termed as (${markedTerm(db, mark as never)}), ${note(mark as never)}
    select number, received_at as "receivedAt", created_at as "createdAt" from made`)
}

/** Writes all that a case begins with, in one statement. */
export async function insertCase({ tx, actor, now, noting }: Work, intake: Intake): Promise<Made> {
  const { id, wanted, unit, stamp, numberFor, receivedOn, term, sealed } = intake
  const { kind, channel, category, summary, anonymous, receivedAt } = wanted
  const year = Number(receivedOn.slice(0, 4))
  const place = { id, unitCode: unit.code, path: unit.path }
  const [accused, bringer] = numberFor
  const values = {
    ...{ id, kind, channel, category, summary, anonymous, receivedAt: inUtc(receivedAt), year },
    series: ['case', accused && `on ${accused}`, bringer && `from ${bringer}`].filter(Boolean).join(' '),
    start: numberStart(unit.code, year, ...numberFor),
    unit: unit.code,
    stamp,
    path: unit.path,
    accused: wanted.accusedUnitCode ?? null,
    representatives: wanted.representatives?.length ?? 0,
    dueOn: nextDueOn([term]),
    sameFactsAs: wanted.sameFactsAs ?? null,
    now: now.toISOString(),
    sub: actor.sub,
    ...termValues(term, { kind: 'case', id, unitCode: unit.code }),
    ...noting('case.received', place, { kind, channel, category })
  }
  const made =
    sealed === undefined
      ? await plain(tx, values)
      : await identified(tx, {
          ...values,
          keyId: sealed.keyId,
          wrapped: sealed.wrapped,
          sealed: sealed.content
        })
  return made[0] as Made
}
