import { countVisits, releaseTask } from '../../plans/index.ts'
import { localDate } from '../../platform/values/days.ts'
import { type NewEvent, newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { areaLabels, itemNamed } from '../../policy/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import * as areas from '../areas/rules.ts'
import type { AreaResult } from '../areas/schema.ts'
import * as results from '../areas/store.ts'
import * as campaigns from '../campaigns/actions.ts'
import * as rules from '../rules.ts'
import type { Inspection, InspectionChange } from '../schema.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { appoint, checkNewTeam, checkTeamAtStart } from './arrange.ts'
import type { Completion, Start } from './schema.ts'

/** Changes the arrangement before the inspection begins; records results while it is under way. */
export async function changeInspection(
  work: Work,
  id: string,
  wanted: InspectionChange
): Promise<Inspection> {
  const one = await locked(work, id)
  const { areas: given, ...arrangement } = wanted
  if (Object.keys(arrangement).length > 0) await rearrange(work, one, arrangement)
  if (given !== undefined) await changeAreas(work, one, given)
  await store.update(work.tx, id, arrangement)
  const { evaluator: _, team, ...recorded } = arrangement
  const results = given?.map(({ area, conclusion }) => ({ area, conclusion }))
  const details = { targetCode: one.targetCode, ...recorded, teamSize: team?.length, areas: results }
  return done(work, one, newEvent('inspection.changed', details))
}

async function rearrange(work: Work, one: store.Locked, wanted: Omit<InspectionChange, 'areas'>) {
  rules.take('arrange', one)
  const { method, plannedOn, evaluator, taskId } = { ...one, ...wanted }
  rules.checkArrangement({ method, evaluator }, one.notifiedAt !== null)
  rules.checkOrigin(one, wanted.taskId)
  await checkNewTeam(work, wanted.team, one)
  if (method === one.method && plannedOn === one.plannedOn && taskId === one.taskId) return
  const { acting: unitCode, targetCode, hasPassed } = one
  // A campaign stays with the unit that arranged the inspection; it does not bind the unit to which it
  // passed.
  const campaignId = hasPassed ? null : one.campaignId
  await appoint(work, {
    unitCode,
    targetCode,
    method,
    plannedOn,
    taskId: taskId ?? undefined,
    campaignId: campaignId ?? undefined
  })
}

async function changeAreas(work: Work, one: store.Locked, given: readonly AreaResult[]): Promise<void> {
  const names = rules.isUnderWay(one) ? undefined : areas.namesOnly(given)
  if (names === undefined) {
    await results.keepResults(work.tx, one.id, resultsOf(one, given))
    return
  }
  rules.take('arrange', one)
  areas.checkAreas(names, pointerOf)
  await results.replaceAreas(work.tx, one.id, names)
}

/** The results of all areas, with the new ones merged in. */
function resultsOf(one: store.Locked, given: readonly AreaResult[]) {
  rules.take('keep', one)
  areas.checkAreas(
    given.map(({ area }) => area),
    pointerOf
  )
  areas.checkItems(given, one.targetLevel, itemNamed)
  const merged = areas.merge(one.areas, given)
  areas.checkContradictions(merged, given, itemNamed)
  return merged
}

const pointerOf = (n: number) => `/areas/${n}/area`

/** 事先通知: notifies the target of an open check, which it sees from now on. */
export async function notifyTarget(work: Work, id: string): Promise<Inspection> {
  const one = await locked(work, id)
  const change = rules.notify(one, work.now)
  return write(work, one, change, newEvent('inspection.notified', { targetCode: one.targetCode, ...change }))
}

/** The inspectors have arrived. The target sees the inspection from now on, whatever its method. */
export async function startInspection(work: Work, id: string, wanted: Start | null): Promise<Inspection> {
  const one = await locked(work, id)
  const change = rules.start(one, wanted?.startedAt, work.now)
  await checkTeamAtStart(work, one)
  await checkStillAbove(work, one, localDate(new Date(change.startedAt)))
  if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
  return write(work, one, change, newEvent('inspection.started', { targetCode: one.targetCode, ...change }))
}

/** Cancels an inspection that has not begun. Its task or campaign target may get another one. */
export async function cancelInspection(work: Work, id: string, reason: string): Promise<Inspection> {
  const one = await locked(work, id)
  const change = rules.cancel(one, reason, work.now)
  if (one.taskId !== null) await releaseTask(work, one.taskId)
  if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
  return write(work, one, change, newEvent('inspection.cancelled', { targetCode: one.targetCode, ...change }))
}

/** Supervision follows the tree: a unit that moved away, or ended before that day, cannot be inspected. */
async function checkStillAbove({ tx }: Work, one: store.Locked, on: string): Promise<void> {
  const target = (await unitPlace(tx, one.targetCode)) as Place
  rules.checkTarget(target, one.acting, on, rules.clauses[one.method])
}

/** Completes an inspection. Its start and end decide whether it counts for its task and its campaign. */
export async function completeInspection(
  work: Work,
  id: string,
  wanted: Completion | null
): Promise<Inspection> {
  const one = await locked(work, id)
  const { completedAt, areas: given = [] } = wanted ?? {}
  const change = rules.complete(one, completedAt, work.now)
  const merged = resultsOf(one, given)
  areas.checkComplete(merged, given, areaLabels)
  await results.keepResults(work.tx, id, merged)
  await store.update(work.tx, id, change)
  if (one.taskId !== null) await countVisits(work, one.taskId, await results.visits(work.tx, one.taskId))
  if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
  const conclusions = Object.fromEntries(merged.map(({ area, conclusion }) => [area, conclusion]))
  const details = { targetCode: one.targetCode, ...change, conclusions }
  return done(work, one, newEvent('inspection.completed', details))
}

/** 一公开: everybody within the inspecting unit sees the results. */
export async function publishInspection(work: Work, id: string): Promise<Inspection> {
  const one = await locked(work, id)
  const change = rules.publish(one, work.now)
  return write(work, one, change, newEvent('inspection.published', { targetCode: one.targetCode, ...change }))
}

/** Locks an inspection for people of the inspecting unit and the units above it. */
export async function locked(work: Work, id: string): Promise<store.Locked> {
  const one = await store.lock(work.tx, work.actor, id)
  if (one === undefined) throw refuse('inspection-not-found')
  rules.mustKeep(one, work.actor)
  work.match(one.version)
  return one
}

async function write(
  work: Work,
  one: store.Locked,
  change: store.Change,
  event: NewEvent
): Promise<Inspection> {
  await store.update(work.tx, one.id, change)
  return done(work, one, event)
}

async function done(work: Work, { id, unitCode, path }: store.Locked, event: NewEvent): Promise<Inspection> {
  work.recordEvent(event, { id, unitCode, path })
  return (await store.find(work.tx, work.actor, id)) as Inspection
}
