import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { nextNumber, numberText } from '../platform/numbering.ts'
import { mustReach } from '../platform/scope.ts'
import { localDate, type Tx, type Work } from '../platform/work.ts'
import { type BegunTerm, insertion, wire as termOnWire, timetable } from '../terms/index.ts'
import { type Place, unitPlace } from '../units/index.ts'
import type { Sealed, Vault } from './identity/vault.ts'
import { checkIntake } from './reporter-rules.ts'
import * as rules from './rules.ts'
import type { NewCase } from './schema.ts'
import * as store from './store.ts'
import { nextDueOn, termsAtReceipt } from './term-rules.ts'
import { refuse } from './vocabulary.ts'

/**
 * Takes in a case: its number, its terms, the sealed identity, the audit line and the event are one
 * statement. A report that came in at the accused unit goes to the unit above it (信访工作条例 第30条).
 */
export async function receiveCase(work: Work, vault: Vault, wanted: NewCase): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const receivedOn = localDate(new Date(wanted.receivedAt))
  checkIntake(wanted, today, receivedOn)
  await mustReach(tx, actor, wanted.unitCode, '/unitCode')
  const unit = await handlingUnit(tx, wanted)
  rules.checkUnit(unit, today, '/unitCode')
  if (wanted.sameFactsAs !== undefined) {
    const other = await store.seen(tx, actor, wanted.sameFactsAs)
    if (other === undefined) throw refuse('case-not-found', { pointer: '/sameFactsAs' })
    rules.checkLink({ hiddenFrom: hiddenFrom(wanted) }, other, '/sameFactsAs')
  }
  const { begin } = await timetable(tx, unit.code, receivedOn)
  const id = uuid({ msecs: now.getTime() })
  const terms = termsAtReceipt(wanted.kind).map((rule) => ({
    ...begin(rule, receivedOn, { pointer: '/receivedAt' }),
    metOn: null
  }))
  const { reporter, representatives } = wanted
  const isKnown = reporter !== undefined || (representatives ?? []).length > 0
  const sealed = isKnown ? vault.seal(id, { ...reporter, representatives }) : undefined
  const row = { id, wanted, unit, receivedOn, terms, sealed }
  return shown(work, row, await insert(work, row))
}

/** The unit that must never learn of it, as the table has it too. */
function hiddenFrom({ kind, accusedUnitCode }: NewCase): string | null {
  return kind === 'report' ? (accusedUnitCode ?? null) : null
}

interface Intake {
  id: string
  wanted: NewCase
  unit: Place
  receivedOn: string
  terms: BegunTerm[]
  sealed: Sealed | undefined
}

async function handlingUnit(tx: Tx, { kind, unitCode, accusedUnitCode }: NewCase): Promise<Place> {
  const unit = (await unitPlace(tx, unitCode)) as Place
  if (kind !== 'report' || accusedUnitCode === undefined) return unit
  const accused = await unitPlace(tx, accusedUnitCode)
  // Another province's unit is as good as none.
  if (accused === undefined || accused.path.split('.')[0] !== unit.path.split('.')[0]) {
    throw refuse('accused-unknown', { pointer: '/accusedUnitCode' })
  }
  const code = rules.handlingUnit(unit.path.split('.'), accused.path.split('.'))
  return code === unit.code ? unit : ((await unitPlace(tx, code)) as Place)
}

/** What the database made of it. */
interface Made {
  number: string
  receivedAt: string
  createdAt: string
}

async function insert({ tx, actor, now, noting }: Work, intake: Intake): Promise<Made> {
  const { id, wanted, unit, receivedOn, terms, sealed } = intake
  const year = Number(receivedOn.slice(0, 4))
  // Reports on a unit count for themselves: a gap in the other numbers would tell of them.
  const accused = hiddenFrom(wanted) ?? undefined
  const number = numberText(unit.code, year, sql.ref('last'), accused)
  const { kind, channel, category } = wanted
  const notes = noting(
    'case.received',
    { id, unitCode: unit.code, path: unit.path },
    { kind, channel, category }
  )
  const { rows } = await sql<Made>`
    with numbered as (${nextNumber(accused === undefined ? 'case' : `case on ${accused}`, unit.code, year)}),
    made as (
      insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
        deciding_unit_code, accused_unit_code, category, summary, anonymous, representatives, next_due_on,
        same_facts_as, created_at, created_by)
      select ${id}::uuid, ${number}, ${kind}, ${channel},
        ${wanted.receivedAt}::timestamptz, ${unit.code}, ${unit.path}, ${unit.code}, ${unit.code},
        ${wanted.accusedUnitCode ?? null}, ${category}, ${wanted.summary}, ${wanted.anonymous}::boolean,
        ${wanted.representatives?.length ?? 0}::integer, ${nextDueOn(terms)}::date,
        ${wanted.sameFactsAs ?? null}::uuid, ${now.toISOString()}::timestamptz, ${actor.sub}
      from numbered
      returning number, received_at, created_at
    ), known as (
      insert into case_reporter (case_id, key_id, sealed)
      select ${id}::uuid, ${sealed?.keyId ?? null}, ${sealed?.content ?? null}::bytea
      where ${sealed !== undefined}::boolean
    ), termed as (${insertion(tx, terms, { kind: 'case', id, unitCode: unit.code })}), ${notes}
    select number, received_at as "receivedAt", created_at as "createdAt" from made`.execute(tx)
  return rows[0] as Made
}

/** The case as it was just made, without asking the database again. */
function shown({ today }: Work, intake: Intake, made: Made): store.Versioned {
  const { id, wanted, unit, terms } = intake
  const dueOn = nextDueOn(terms)
  return {
    id,
    ...made,
    kind: wanted.kind,
    channel: wanted.channel,
    unitCode: unit.code,
    unitName: unit.name,
    receivingUnitCode: unit.code,
    decidingUnitCode: unit.code,
    accusedUnitCode: wanted.accusedUnitCode ?? null,
    category: wanted.category,
    cause: null,
    summary: wanted.summary,
    anonymous: wanted.anonymous,
    representatives: wanted.representatives?.length ?? 0,
    state: 'received',
    nextDueOn: dueOn === 'infinity' ? null : dueOn,
    overdue: dueOn < today,
    handlerName: null,
    sameFactsAs: wanted.sameFactsAs ?? null,
    acceptedOn: null,
    concludedOn: null,
    closedOn: null,
    declineReason: null,
    reply: null,
    review: null,
    recheck: null,
    forwardings: [],
    terms: terms.map((term) => termOnWire(term, today)),
    version: 1
  }
}
