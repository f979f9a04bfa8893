import { type Compilable, type RawBuilder, sql } from 'kysely'
import { note, noteNames } from '../../platform/audit/record.ts'
import type { Db } from '../../platform/database/connect.ts'
import { prepared, written } from '../../platform/database/prepared.ts'
import { inUtc } from '../../platform/values/days.ts'
import { digits, nextNumber, numberStart } from '../../platform/work/numbering.ts'
import type { Work } from '../../platform/work/work.ts'
import { unchanged } from '../../policy/index.ts'
import { termInStatement, termNames, termValues } from '../../terms/index.ts'
import { nextDueOn } from '../term-rules.ts'
import type { Intake } from './actions.ts'
import { reportNumber } from './report-numbers.ts'
import '../tables.ts'

/** What the database made of a case. */
export interface Made {
  number: string
  receivedAt: string
  createdAt: string
}

const names = [
  'id',
  'unit',
  'deciding',
  'year',
  'kind',
  'channel',
  'receivedAt',
  'path',
  'category',
  'summary'
]
  .concat('anonymous', 'representatives', 'dueOn', 'sameFactsAs', 'now', 'sub', 'stamp')
  .concat(termNames, noteNames)

/** What is written of an identity. */
const known = (placeholders: Placeholders) => sql`known as (
  insert into case_reporter (case_id, key_id, wrapped, sealed)
  values (${placeholders.id}::uuid, ${placeholders.keyId}, ${placeholders.wrapped}::bytea, ${placeholders.sealed}::bytea)),`
const identityNames = ['keyId', 'wrapped', 'sealed']

/** A number of the series of the unit and year. */
const counted = (placeholders: Placeholders) => sql`
  counted as (${nextNumber('case', placeholders.unit as string, placeholders.year as never)}),
  numbered as (select ${placeholders.start} || ${digits(sql.ref('last'))} as number, null::text[] as accused,
    null::text as receipt from counted)`
const countedNames = [...names, 'start']

/** The random number of a report, and the units that it accuses. */
const drawn = (placeholders: Placeholders) => sql`
  numbered as (select ${placeholders.number}::text as number, ${placeholders.accused}::text[] as accused,
    ${placeholders.receipt}::text as receipt),
  accusing as (
    insert into case_accusal (case_id, unit_code, accused_by, accused_at)
    select ${placeholders.id}::uuid, unnest(accused), ${placeholders.sub}, ${placeholders.now}::timestamptz from numbered)`
const drawnNames = [...names, 'number', 'accused', 'receipt']

/** A case with its number, term, audit line and event, with a sealed identity and without. */
const statements = {
  counted: {
    plain: prepared(countedNames, (db, placeholders) => receiving(db, placeholders, counted(placeholders))),
    identified: prepared([...countedNames, ...identityNames], (db, placeholders) =>
      receiving(db, placeholders, counted(placeholders), known(placeholders))
    )
  },
  drawn: {
    plain: prepared(drawnNames, (db, placeholders) => receiving(db, placeholders, drawn(placeholders))),
    identified: prepared([...drawnNames, ...identityNames], (db, placeholders) =>
      receiving(db, placeholders, drawn(placeholders), known(placeholders))
    )
  }
}

type Placeholders = Record<string, string>

function receiving(
  db: Db,
  placeholders: Placeholders,
  numbered: RawBuilder<unknown>,
  more = sql``
): Compilable<Made> {
  return written(sql<Made>`
    with ${numbered},
    made as (
      insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
        deciding_unit_code, turn_from_code, accused_unit_codes, hidden_from, receipt, category, summary,
        anonymous, representatives, next_due_on, same_facts_as, created_at, created_by)
      select ${placeholders.id}::uuid, number, ${placeholders.kind}, ${placeholders.channel},
        ${placeholders.receivedAt}::timestamptz, ${placeholders.unit}, ${placeholders.path}, ${placeholders.unit}, ${placeholders.deciding},
        nullif(${placeholders.unit}, ${placeholders.deciding}),
        accused, accused, receipt, ${placeholders.category}, ${placeholders.summary}, ${placeholders.anonymous}::boolean,
        ${placeholders.representatives}::integer, ${placeholders.dueOn}::date, ${placeholders.sameFactsAs}::uuid,
        ${placeholders.now}::timestamptz, ${placeholders.sub}
      from numbered where ${unchanged(placeholders.unit as string, placeholders.stamp as string)}
      returning number, received_at, created_at
    ), ${more} termed as (${termInStatement(db, placeholders as never)}), ${note(placeholders as never)}
    select number, received_at as "receivedAt", created_at as "createdAt" from made`)
}

/** Writes all that a case begins with, in one statement. */
export async function insertCase({ tx, actor, now, recordInStatement }: Work, intake: Intake): Promise<Made> {
  const { id, wanted, unit, acting, stamp, receivedOn, term, sealed } = intake
  const { kind, channel, category, summary, anonymous, receivedAt } = wanted
  const year = Number(receivedOn.slice(0, 4))
  const place = { id, unitCode: unit.code, path: unit.path }
  const values = {
    ...{ id, kind, channel, category, summary, anonymous, receivedAt: inUtc(receivedAt), year },
    unit: unit.code,
    deciding: acting?.code ?? unit.code,
    stamp,
    path: unit.path,
    representatives: wanted.representatives?.length ?? 0,
    dueOn: nextDueOn([term]),
    sameFactsAs: wanted.sameFactsAs ?? null,
    now: now.toISOString(),
    sub: actor.sub,
    ...termValues(term, { kind: 'case', id, unitCode: unit.code }),
    ...recordInStatement('case.received', place, { kind, channel, category }),
    ...numberOf(intake, year)
  }
  const { plain, identified } = statements[kind === 'report' ? 'drawn' : 'counted']
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

/** All reports are numbered at random, also those that accuse nobody yet: a unit may be accused later. */
function numberOf({ wanted, unit, accused, receipt }: Intake, year: number) {
  if (wanted.kind !== 'report') return { start: numberStart(unit.code, year) }
  return { number: reportNumber(unit.code, year), accused: accused.length === 0 ? null : accused, receipt }
}
