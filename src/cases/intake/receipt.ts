import { type Compilable, type RawBuilder, sql } from 'kysely'
import { isOfSystem } from '../../platform/access/permissions.ts'
import { note, noteNames } from '../../platform/audit/record.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { snake } from '../../platform/database/fields.ts'
import { prepared, written } from '../../platform/database/prepared.ts'
import { inUtc } from '../../platform/values/days.ts'
import { digits, nextNumber, numberStart } from '../../platform/work/numbering.ts'
import type { Work } from '../../platform/work/work.ts'
import { unchanged } from '../../policy/index.ts'
import { type BegunTerm, termInStatement, termNames, termValues } from '../../terms/index.ts'
import type { Place } from '../../units/index.ts'
import type { Sealed } from '../identity/vault.ts'
import { nextDueOn } from '../term-rules.ts'
import { reportNumber } from './report-numbers.ts'
import { enteredIn, enteredNames, type NewCase } from './schema.ts'
import '../tables.ts'

/** All that a new case is made of. */
export interface Intake {
  id: string
  wanted: NewCase
  unit: Place
  /** The unit that acts for the handling unit, if that has ended since. */
  acting: Place | undefined
  /** The stamp of the timetable that supplied the unit and the term. */
  stamp: string | null
  /** The units that a report accuses; it is hidden from them from the start. */
  accused: readonly string[]
  /** The receipt code instead of the number, for a person who may not see the report. */
  receipt: string | null
  receivedOn: string
  term: BegunTerm
  sealed: Sealed | undefined
}

/** The values that the database returns for a new case. */
export interface Made {
  number: string
  receivedAt: string
  createdAt: string
}

const placing = ['id', 'unit', 'deciding', 'year', 'path', 'stamp']
const about = ['receivedAt', 'anonymous', 'representatives', 'sameFactsAs', 'dueOn', 'now', 'sub']
const origin = ['sourceSystem', 'sourceReference', 'sourceUnit', 'handedInBy']
const names = [...enteredNames, ...placing, ...about, ...origin, ...termNames, ...noteNames]
const enteredColumns = sql.join(enteredNames.map((name) => sql.ref(snake(name))))

/** The columns of a sealed identity. */
const known = (value: Placeholders) => sql`known as (
  insert into case_reporter (case_id, key_id, wrapped, sealed)
  values (${value.id}::uuid, ${value.keyId}, ${value.wrapped}::bytea, ${value.sealed}::bytea)),`
const identityNames = ['keyId', 'wrapped', 'sealed']

/** The next serial number of the unit and year. */
const counted = (value: Placeholders) => sql`
  counted as (${nextNumber('case', value.unit as string, value.year as never)}),
  numbered as (select ${value.start} || ${digits(sql.ref('last'))} as number, null::text[] as accused,
    null::text as receipt from counted)`
const countedNames = [...names, 'start']

/** The random number of a report, and the units that it accuses. */
const drawn = (value: Placeholders) => sql`
  numbered as (select ${value.number}::text as number, ${value.accused}::text[] as accused,
    ${value.receipt}::text as receipt),
  accusing as (
    insert into case_accusal (case_id, unit_code, accused_by, accused_at)
    select ${value.id}::uuid, unnest(accused), ${value.sub}, ${value.now}::timestamptz from numbered)`
const drawnNames = [...names, 'number', 'accused', 'receipt']

/** The statements for a case with its number, term, audit line and event, with and without an identity. */
const statements = {
  counted: {
    plain: prepared(countedNames, (db, value) => receiving(db, value, counted(value))),
    identified: prepared([...countedNames, ...identityNames], (db, value) =>
      receiving(db, value, counted(value), known(value))
    )
  },
  drawn: {
    plain: prepared(drawnNames, (db, value) => receiving(db, value, drawn(value))),
    identified: prepared([...drawnNames, ...identityNames], (db, value) =>
      receiving(db, value, drawn(value), known(value))
    )
  }
}

type Placeholders = Record<string, string>

function receiving(
  db: Db,
  value: Placeholders,
  numbered: RawBuilder<unknown>,
  more = sql``
): Compilable<Made> {
  return written(sql<Made>`
    with ${numbered},
    made as (
      insert into petition_case (id, number, ${enteredColumns}, received_at, unit_code, path,
        receiving_unit_code, deciding_unit_code, turn_from_code, accused_unit_codes, hidden_from, receipt,
        anonymous, representatives, next_due_on, same_facts_as, created_at, created_by,
        source_system, source_reference, source_unit_code, handed_in_by)
      select ${value.id}::uuid, number, ${sql.join(enteredNames.map((name) => sql`${value[name]}`))},
        ${value.receivedAt}::timestamptz, ${value.unit}, ${value.path}, ${value.unit}, ${value.deciding},
        nullif(${value.unit}, ${value.deciding}),
        accused, accused, receipt, ${value.anonymous}::boolean,
        ${value.representatives}::integer, ${value.dueOn}::date, ${value.sameFactsAs}::uuid,
        ${value.now}::timestamptz, ${value.sub},
        ${value.sourceSystem}, ${value.sourceReference}, ${value.sourceUnit}, ${value.handedInBy}
      from numbered where ${unchanged(value.unit as string, value.stamp as string)}
      returning number, received_at, created_at
    ), ${more} termed as (${termInStatement(db, value as never)}), ${note(value as never)}
    select number, received_at as "receivedAt", created_at as "createdAt" from made`)
}

/** Inserts a case with everything that begins with it, in one statement. */
export async function insertCase({ tx, actor, now, recordInStatement }: Work, intake: Intake): Promise<Made> {
  const { id, wanted, unit, acting, stamp, receivedOn, term, sealed } = intake
  const { kind, channel, category, anonymous, receivedAt } = wanted
  const year = Number(receivedOn.slice(0, 4))
  const place = { id, unitCode: unit.code, path: unit.path }
  const values = {
    ...enteredIn(wanted),
    id,
    anonymous,
    receivedAt: inUtc(receivedAt),
    year,
    unit: unit.code,
    deciding: acting?.code ?? unit.code,
    stamp,
    path: unit.path,
    representatives: wanted.representatives?.length ?? 0,
    dueOn: nextDueOn([term]),
    sameFactsAs: wanted.sameFactsAs ?? null,
    now: now.toISOString(),
    sub: actor.sub,
    ...originOf(actor, wanted),
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

/** The other system, and the account of it that handed the case in. */
function originOf(actor: Actor, { source }: NewCase) {
  const handedInBy = isOfSystem(actor) ? actor.sub : null
  return {
    sourceSystem: source?.system ?? null,
    sourceReference: source?.reference ?? null,
    sourceUnit: source === undefined && handedInBy === null ? null : actor.unitCode,
    handedInBy
  }
}

/** All reports have random numbers, also those without an accused unit: a unit may be accused later. */
function numberOf({ wanted, unit, accused, receipt }: Intake, year: number) {
  if (wanted.kind !== 'report') return { start: numberStart(unit.code, year) }
  return { number: reportNumber(unit.code, year), accused: accused.length === 0 ? null : accused, receipt }
}
