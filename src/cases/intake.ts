import { v7 as uuid } from 'uuid'
import { localDate } from '../platform/days.ts'
import { mustStandAbove } from '../platform/scope.ts'
import type { Work } from '../platform/work.ts'
import { type BegunTerm, byTimetable, type Timetable, wire as termOnWire, timetable } from '../terms/index.ts'
import { type Place, unitPlace } from '../units/index.ts'
import { barredBy } from './accused/actions.ts'
import { handlingUnit } from './accused/rules.ts'
import type { Sealed, Vault } from './identity/vault.ts'
import { mayNameAsSame } from './links/actions.ts'
import { insertCase, type Made } from './receipt.ts'
import { checkIntake } from './reporter-rules.ts'
import * as rules from './rules.ts'
import type { NewCase } from './schema.ts'
import type * as store from './store.ts'
import { nextDueOn, termAtReceipt } from './term-rules.ts'

/**
 * Takes in a case: its number, its terms, the sealed identity, the audit line and the event are one
 * statement. A report that came in at the accused unit goes to the unit above it (信访工作条例 第30条).
 */
export async function receiveCase(work: Work, vault: Vault, wanted: NewCase): Promise<store.Versioned> {
  const receivedOn = localDate(new Date(wanted.receivedAt))
  checkIntake(wanted, work.today, receivedOn)
  const taken = async (table: Timetable) => {
    const intake = await decided(work, vault, wanted, receivedOn, table)
    return shown(work, intake, await insertCase(work, intake))
  }
  const { unitCode, accusedUnitCode } = wanted
  // It may go to another unit, and the statement looks whether one stands as it did, not both.
  if (accusedUnitCode !== undefined) return taken(await timetable(work.reader, unitCode))
  return byTimetable(work.reader, unitCode, taken)
}

/** All that follows from what came in and from the timetable of the unit it came in at. */
async function decided(
  work: Work,
  vault: Vault,
  wanted: NewCase,
  receivedOn: string,
  ofReceiving: Timetable
): Promise<Intake> {
  const { reader, actor, now, today } = work
  const at = ofReceiving.unit
  mustStandAbove(actor, 'case', at?.path.split('.') ?? [], '/unitCode')
  const { unit, numberFor } = await destined(work, wanted, at as Place)
  rules.checkUnit(unit, today, '/unitCode')
  if (wanted.sameFactsAs !== undefined) {
    await mayNameAsSame(work, { hiddenFrom: hiddenFrom(wanted) }, wanted.sameFactsAs, '/sameFactsAs')
  }
  const { begin, stamp } = unit === at ? ofReceiving : await timetable(reader, unit.code)
  const id = uuid({ msecs: now.getTime() })
  const begun = begin(termAtReceipt(wanted.kind), receivedOn, { pointer: '/receivedAt' })
  const { reporter, representatives } = wanted
  const isKnown = reporter !== undefined || (representatives ?? []).length > 0
  const sealed = isKnown ? vault.seal(id, { ...reporter, representatives }) : undefined
  return { id, wanted, unit, stamp, numberFor, receivedOn, term: { ...begun, metOn: null }, sealed }
}

/** The unit that must never learn of it, as the table has it too. */
export function hiddenFrom({ kind, accusedUnitCode }: NewCase): string | null {
  return kind === 'report' ? (accusedUnitCode ?? null) : null
}

export interface Intake {
  id: string
  wanted: NewCase
  unit: Place
  /** Of the timetable by which the unit was found and the term counted. */
  stamp: string | null
  /** By which units its number counts, besides the one that handles it and the year. */
  numberFor: readonly string[]
  receivedOn: string
  term: BegunTerm
  sealed: Sealed | undefined
}

/**
 * Which unit handles a case that came in at another one, and how it is numbered. Reports on a unit count for
 * themselves: a gap in the other numbers would tell of them. One that its bringer will not see counts with
 * those that his unit brought: how many others did, their number would tell him.
 */
async function destined({ reader, actor }: Work, { kind, accusedUnitCode }: NewCase, at: Place) {
  if (kind !== 'report' || accusedUnitCode === undefined) return { unit: at, numberFor: [] }
  const line = at.path.split('.')
  const barred = await barredBy(reader, accusedUnitCode, at.path)
  const code = handlingUnit(line, barred)
  const isBarred = line.slice(0, line.indexOf(actor.unitCode) + 1).some((one) => barred.includes(one))
  return {
    unit: code === at.code ? at : ((await unitPlace(reader, code)) as Place),
    numberFor: isBarred ? [accusedUnitCode, actor.unitCode] : [accusedUnitCode]
  }
}

/** The case as it was just made, without asking the database again. */
function shown({ today }: Work, intake: Intake, made: Made): store.Versioned {
  const { id, wanted, unit, term } = intake
  const dueOn = nextDueOn([term])
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
    terms: [termOnWire(term, today)],
    identityErasure: null,
    version: 1
  }
}
