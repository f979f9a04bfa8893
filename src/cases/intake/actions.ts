import { v7 as uuid } from 'uuid'
import { mustStandAbove } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { localDate } from '../../platform/values/days.ts'
import type { Work } from '../../platform/work/work.ts'
import { byTimetable, type Timetable, wire as termOnWire, timetable } from '../../terms/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import { checkKnown } from '../accused/actions.ts'
import { accusedIn, handlingUnit, pointerTo } from '../accused/rules.ts'
import { prospect } from '../accused/store.ts'
import { caseActions } from '../actions.ts'
import type { Vault } from '../identity/vault.ts'
import { mayNameAsSame } from '../links/actions.ts'
import { checkUnit, mustAct } from '../steps/turn-rules.ts'
import { nextDueOn, termAtReceipt } from '../term-rules.ts'
import { type Intake, insertCase, type Made } from './receipt.ts'
import { receipt } from './report-numbers.ts'
import { checkIntake } from './rules.ts'
import { enteredIn, type NewCase, type ReceivedCase } from './schema.ts'

/** The unique index of the sources of cases. */
export const SOURCE_KEY = 'petition_case_source_key'

/**
 * Receives a case. Number, terms, sealed identity, audit line and event are written in one statement. A
 * report received at an accused unit goes to the nearest unit above that may see it (信访工作条例 第30条).
 */
export async function receiveCase(work: Work, vault: Vault, wanted: NewCase): Promise<Received> {
  const receivedOn = localDate(new Date(wanted.receivedAt))
  checkIntake(wanted, work.now)
  const taken = async (table: Timetable) => {
    const intake = await decided(work, vault, wanted, receivedOn, table)
    return shown(work, intake, await insertCase(work, intake))
  }
  const { unitCode } = wanted
  // A report may go to another unit, but the statement can check only one unit for changes, so it reads
  // first.
  if (accusedIn(wanted).length > 0) return taken(await timetable(work.reader, unitCode))
  return byTimetable(work.reader, unitCode, taken)
}

/** Everything that follows from the body and from the timetable of the receiving unit. */
async function decided(
  work: Work,
  vault: Vault,
  wanted: NewCase,
  receivedOn: string,
  ofReceiving: Timetable
): Promise<Intake> {
  const { reader, actor, now } = work
  const ancestors = ofReceiving.unit?.path.split('.') ?? []
  mustStandAbove(actor, 'case', ancestors, '/unitCode')
  const at = present(ofReceiving.unit)
  const accused = accusedIn(wanted)
  const { unit, isBarred } = await destined(work, wanted, accused, at)
  checkUnit(unit, receivedOn, '/unitCode')
  mustAct(unit, actor)
  const acting = unit.actingCode === null ? undefined : await unitPlace(reader, unit.actingCode)
  if (wanted.sameFactsAs !== undefined) {
    await mayNameAsSame(work, { hiddenFrom: accused }, wanted.sameFactsAs, '/sameFactsAs')
  }
  const { begin, stamp } = unit === at ? ofReceiving : await timetable(reader, unit.code)
  const id = uuid({ msecs: now.getTime() })
  const begun = begin(termAtReceipt(wanted.kind), receivedOn, { pointer: '/receivedAt' })
  const { reporter, representatives } = wanted
  const isKnown = reporter !== undefined || (representatives ?? []).length > 0
  const sealed = isKnown ? vault.seal(id, { ...reporter, representatives }) : undefined
  const made = { receivedOn, term: { ...begun, metOn: null }, sealed, receipt: isBarred ? receipt() : null }
  return { id, wanted, unit, acting, stamp, accused, ...made }
}

/** The case as shown to the person who entered it. */
type Received = ReceivedCase & { version: number }

/**
 * The unit that handles a case received at `at`, and whether the case is hidden from the actor, whose unit is
 * `at` or lies above it.
 */
async function destined({ reader, actor }: Work, wanted: NewCase, accused: readonly string[], at: Place) {
  if (accused.length === 0) return { unit: at, isBarred: false }
  const { unknown, barred } = await prospect(reader, { codes: accused, hiddenFrom: accused, path: at.path })
  checkKnown(wanted, unknown)
  const code = handlingUnit(at.path.split('.'), barred, pointerTo(wanted))
  return {
    unit: code === at.code ? at : present(await unitPlace(reader, code)),
    isBarred: barred.includes(actor.unitCode)
  }
}

/** The new case for the answer, without another query. */
function shown({ actor, today }: Work, intake: Intake, { number, ...made }: Made): Received {
  const { id, wanted, unit, acting, term, accused, receipt } = intake
  const { anonymous, representatives = [], sameFactsAs = null } = wanted
  const dueOn = nextDueOn([term])
  const one = {
    id,
    ...made,
    ...enteredIn(wanted),
    updatedAt: made.createdAt,
    number,
    receipt,
    unitCode: unit.code,
    unitName: unit.name,
    receivingUnitCode: unit.code,
    ...turnOf(unit, acting),
    accusedUnitCode: accused.length === 1 ? (accused[0] as string) : null,
    accusedUnitCodes: [...accused],
    anonymous,
    representatives: representatives.length,
    source: wanted.source ?? null,
    state: 'received' as const,
    nextDueOn: dueOn === 'infinity' ? null : dueOn,
    overdue: dueOn < today,
    sameFactsAs,
    ...blank,
    terms: [termOnWire(term, today)],
    version: 1
  }
  const standing = { ...one, path: unit.path, hiddenFrom: accused, handlerSub: null, identityErasedOn: null }
  // Whoever got a receipt sees neither the number nor the report afterwards.
  const isSeen = receipt === null
  return {
    ...one,
    number: isSeen ? number : null,
    actions: isSeen ? caseActions(standing, actor, today) : []
  }
}

/** Whose turn it is: the handling unit, or the unit that acts for it. */
function turnOf(unit: Place, acting: Place | undefined) {
  const { code = null, name = null } = acting ?? {}
  return { decidingUnitCode: code ?? unit.code, actingUnitCode: code, actingUnitName: name }
}

/** What nobody has done yet when a case comes in. */
const blank = {
  cause: null,
  handlerName: null,
  acceptedOn: null,
  concludedOn: null,
  closedOn: null,
  declineReason: null,
  reply: null,
  review: null,
  recheck: null,
  forwardings: [],
  identityErasure: null
}
