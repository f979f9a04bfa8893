import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, timetable } from '../../terms/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as arrivals from './arrivals.ts'
import { settle } from './flow.ts'
import * as matching from './matching-rules.ts'
import * as read from './read.ts'
import * as rules from './rules.ts'
import type { MatchingArrival, NewAllocation } from './schema.ts'
import * as store from './store.ts'

/**
 * Records funds that a unit received: part of an allocation to a unit above, that unit's own funds, or funds
 * from outside. The allocating unit or a unit above records them; the term for allocating them on begins.
 */
export async function receive(work: Work, wanted: NewAllocation): Promise<read.Shown> {
  const { tx, actor, now, today } = work
  const { toUnitCode: unitCode, documentNo, receivedOn } = wanted
  const parent = await parentOf(work, wanted)
  const giver = await giverOf(work, wanted, parent)
  await placeOf(tx, actor, 'fund', unitCode, '/toUnitCode')
  const table = await timetable(tx, unitCode)
  const unit = present(table.unit)
  rules.checkReceiver(unit, giver, wanted, today)
  const programme = await programmeOf(tx, unitCode, wanted.programme)
  if (programme === undefined) throw refuse('programme-unknown', { pointer: '/programme' })
  if (parent !== undefined) rules.checkHandDown(parent, wanted, programme.id)
  const term = table.begin(rules.TERM, receivedOn, { pointer: '/receivedOn' })
  const id = uuid()
  const one = { id, unitCode, path: unit.path }
  const row = {
    id,
    programme_id: programme.id,
    unit_code: unitCode,
    path: unit.path,
    parent_id: parent?.id ?? null,
    root_id: parent?.rootId ?? id,
    due_on: term.dueOn,
    from_unit_code: giver?.code ?? null,
    document_no: documentNo,
    amount: rules.fen(wanted.amount),
    received_on: receivedOn,
    created_at: now.toISOString(),
    created_by: actor.sub
  }
  await insert(work, row, wanted)
  await insertTerms(tx, [term], { kind: 'allocation', id, unitCode })
  // Only the event of the whole names the part: people who see the part may not see the whole.
  const { amount } = wanted
  const details = { programme: programme.code, amount, documentNo, receivedOn, dueOn: term.dueOn }
  work.record('allocation.received', one, { ...details, fromUnitCode: giver?.code ?? null })
  if (parent !== undefined) await handDown(work, parent, { id, unitCode, amount })
  return present(await read.find(tx, actor, id, today))
}

async function insert({ tx, today }: Work, row: store.NewRow, wanted: NewAllocation): Promise<void> {
  const share = matching.matching(wanted.matching, today)
  await store.insert(tx, row, share)
  await arrivals.keep(tx, row.id, share.arrivals)
}

async function parentOf({ tx, actor }: Work, { parentId }: NewAllocation) {
  if (parentId == null) return undefined
  const parent = await store.lock(tx, actor, parentId)
  if (parent === undefined) throw refuse('allocation-not-found', { pointer: '/parentId' })
  return parent
}

/** The allocating unit: the one that acts for the unit that received the whole, or one in scope. */
async function giverOf(
  { tx, actor }: Work,
  { fromUnitCode }: NewAllocation,
  parent: rules.Standing | undefined
): Promise<Pick<Place, 'code' | 'path'> | undefined> {
  if (parent !== undefined) return unitPlace(tx, parent.actingUnitCode)
  if (fromUnitCode == null) return undefined
  await placeOf(tx, actor, 'fund', fromUnitCode, '/fromUnitCode')
  return unitPlace(tx, fromUnitCode)
}

async function handDown(
  work: Work,
  parent: rules.Standing,
  part: { id: string; unitCode: string; amount: string }
): Promise<void> {
  const ended = await settle(work, parent, await store.handDown(work, parent.id, rules.fen(part.amount)))
  const { id: partId, unitCode: toUnitCode, amount } = part
  const { programme } = parent
  work.record('allocation.handed-down', parent, { programme, partId, toUnitCode, amount, ...ended })
}

/** Records how much of the matching funds has arrived. */
export function matchingArrived(work: Work, id: string, wanted: MatchingArrival): Promise<read.Shown> {
  return takeStep(allocationSteps, work, id, 'matching', async (one) => {
    const { programme, matchingBudgeted: budgeted, matchingDueOn: dueOn } = one
    const come = matching.arrive(budgeted, await arrivals.read(work.tx, id), wanted, work.today)
    await arrivals.forget(work.tx, id)
    await arrivals.keep(work.tx, id, come)
    await store.share(work, id, { budgeted: Number(budgeted), dueOn, arrivals: come })
    return { event: newEvent('allocation.matching-arrived', { programme, ...wanted }) }
  })
}

/** The parts that all steps of an allocation share. */
export const allocationSteps: StepKind<rules.Standing, rules.StepName, read.Shown> = {
  ...rules,
  missing: () => refuse('allocation-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => read.find(tx, actor, id, today)
}
