import { v7 as uuid } from 'uuid'
import type { Reader } from '../platform/database/prepared.ts'
import { mustStandAbove } from '../platform/scope.ts'
import { localDate, type Work } from '../platform/work.ts'
import { type BegunTerm, wire as termOnWire, timetable } from '../terms/index.ts'
import { type Place, unitPlace } from '../units/index.ts'
import type { Sealed, Vault } from './identity/vault.ts'
import { insertCase, type Made } from './receipt.ts'
import { checkIntake } from './reporter-rules.ts'
import * as rules from './rules.ts'
import type { NewCase } from './schema.ts'
import * as store from './store.ts'
import { nextDueOn, termAtReceipt } from './term-rules.ts'
import { refuse } from './vocabulary.ts'

/**
 * Takes in a case: its number, its terms, the sealed identity, the audit line and the event are one
 * statement. A report that came in at the accused unit goes to the unit above it (信访工作条例 第30条).
 */
export async function receiveCase(work: Work, vault: Vault, wanted: NewCase): Promise<store.Versioned> {
  const { tx, reader, actor, now, today } = work
  const receivedOn = localDate(new Date(wanted.receivedAt))
  checkIntake(wanted, today, receivedOn)
  const [at, ofUnit] = await Promise.all([
    unitPlace(reader, wanted.unitCode),
    timetable(reader, wanted.unitCode, receivedOn)
  ])
  mustStandAbove(actor, 'case', at?.path.split('.') ?? [], '/unitCode')
  const unit = await handlingUnit(reader, wanted, at as Place)
  rules.checkUnit(unit, today, '/unitCode')
  if (wanted.sameFactsAs !== undefined) {
    const other = await store.seen(tx, actor, wanted.sameFactsAs)
    if (other === undefined) throw refuse('case-not-found', { pointer: '/sameFactsAs' })
    rules.checkLink({ hiddenFrom: hiddenFrom(wanted) }, other, '/sameFactsAs')
  }
  const { begin } = unit === at ? ofUnit : await timetable(reader, unit.code, receivedOn)
  const id = uuid({ msecs: now.getTime() })
  const begun = begin(termAtReceipt(wanted.kind), receivedOn, { pointer: '/receivedAt' })
  const { reporter, representatives } = wanted
  const isKnown = reporter !== undefined || (representatives ?? []).length > 0
  const sealed = isKnown ? vault.seal(id, { ...reporter, representatives }) : undefined
  const intake = { id, wanted, unit, receivedOn, term: { ...begun, metOn: null }, sealed }
  return shown(work, intake, await insertCase(work, intake))
}

/** The unit that must never learn of it, as the table has it too. */
export function hiddenFrom({ kind, accusedUnitCode }: NewCase): string | null {
  return kind === 'report' ? (accusedUnitCode ?? null) : null
}

export interface Intake {
  id: string
  wanted: NewCase
  unit: Place
  receivedOn: string
  term: BegunTerm
  sealed: Sealed | undefined
}

async function handlingUnit(db: Reader, { kind, accusedUnitCode }: NewCase, unit: Place): Promise<Place> {
  if (kind !== 'report' || accusedUnitCode === undefined) return unit
  const accused = await unitPlace(db, accusedUnitCode)
  // Another province's unit is as good as none.
  if (accused === undefined || accused.path.split('.')[0] !== unit.path.split('.')[0]) {
    throw refuse('accused-unknown', { pointer: '/accusedUnitCode' })
  }
  const code = rules.handlingUnit(unit.path.split('.'), accused.path.split('.'))
  return code === unit.code ? unit : ((await unitPlace(db, code)) as Place)
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
    version: 1
  }
}
