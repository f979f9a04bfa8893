import { countVisits, releaseTask } from '../../plans/index.ts'
import { present } from '../../platform/database/present.ts'
import { type Change, updateRecord } from '../../platform/database/records.ts'
import { localDate } from '../../platform/values/days.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { areaLabels, itemNamed } from '../../policy/index.ts'
import { unitPlace } from '../../units/index.ts'
import * as areas from '../areas/rules.ts'
import type { AreaResult } from '../areas/schema.ts'
import * as results from '../areas/store.ts'
import * as campaigns from '../campaigns/actions.ts'
import * as rules from '../rules.ts'
import type { InspectionChange } from '../schema.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { appoint, checkNewTeam, checkTeamAtStart } from './arrange.ts'
import type { Completion, Start } from './schema.ts'

/** Changes the arrangement before the inspection begins; records results while it is under way. */
export function changeInspection(work: Work, id: string, wanted: InspectionChange): Promise<store.Shown> {
  const { areas: given, ...arrangement } = wanted
  const isRearranged = Object.keys(arrangement).length > 0
  const isKept = (one: store.Locked) => given !== undefined && areResults(one, given)
  const step = (one: store.Locked) => (!isRearranged && isKept(one) ? 'keep' : 'arrange')
  return takeStep(inspectionSteps, work, id, step, async (one) => {
    if (isRearranged) await rearrange(work, one, arrangement)
    if (given !== undefined) await changeAreas(work, one, given)
    const { evaluator, team, ...recorded } = arrangement
    const json = evaluator == null ? evaluator : JSON.stringify(evaluator)
    await updateRecord(work, 'inspection', id, { ...recorded, team, evaluator: json })
    const results = given?.map(({ area, conclusion }) =>
      conclusion === undefined ? { area } : { area, conclusion }
    )
    const details = { ...targetOf(one), ...recorded, teamSize: team?.length, areas: results }
    return { event: newEvent('inspection.changed', details) }
  })
}

async function rearrange(work: Work, one: store.Locked, wanted: Omit<InspectionChange, 'areas'>) {
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

/** Before the inspection begins areas are only named; while it is under way they are results even then. */
function areResults(one: store.Locked, given: readonly AreaResult[]): boolean {
  return rules.isUnderWay(one) || areas.namesOnly(given) === undefined
}

async function changeAreas(work: Work, one: store.Locked, given: readonly AreaResult[]): Promise<void> {
  if (areResults(one, given)) {
    await results.keepResults(work.tx, one.id, resultsOf(one, given))
    return
  }
  const names = given.map(({ area }) => area)
  areas.checkAreas(names, pointerOf)
  await results.replaceAreas(work.tx, one.id, names)
}

/** The results of all areas, with the new ones merged in. */
function resultsOf(one: store.Locked, given: readonly AreaResult[]) {
  rules.mustBeAt('keep', one)
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
export function notifyTarget(work: Work, id: string) {
  return takeStep(inspectionSteps, work, id, 'notify', async (one) => ({
    event: newEvent('inspection.notified', await written(work, one, rules.notify(work.now)))
  }))
}

/** The inspectors have arrived. The target sees the inspection from now on, whatever its method. */
export function startInspection(work: Work, id: string, wanted: Start | null) {
  return takeStep(inspectionSteps, work, id, 'start', async (one) => {
    const change = rules.start(one, wanted?.startedAt, work.now)
    await checkTeamAtStart(work, one)
    await checkStillAbove(work, one, localDate(new Date(change.startedAt)))
    if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
    return { event: newEvent('inspection.started', await written(work, one, change)) }
  })
}

/** Cancels an inspection that has not begun. Its task or campaign target may get another one. */
export function cancelInspection(work: Work, id: string, reason: string) {
  return takeStep(inspectionSteps, work, id, 'cancel', async (one) => {
    if (one.taskId !== null) await releaseTask(work, one.taskId)
    if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
    return {
      event: newEvent('inspection.cancelled', await written(work, one, rules.cancel(reason, work.now)))
    }
  })
}

/** Supervision follows the tree: a unit that moved away, or ended before that day, cannot be inspected. */
async function checkStillAbove({ tx }: Work, one: store.Locked, on: string): Promise<void> {
  const target = present(await unitPlace(tx, one.targetCode))
  rules.checkTarget(target, one.acting, on, rules.clauses[one.method])
}

/** Completes an inspection. Its start and end decide whether it counts for its task and its campaign. */
export function completeInspection(work: Work, id: string, wanted: Completion | null) {
  return takeStep(inspectionSteps, work, id, 'complete', async (one) => {
    const { completedAt, areas: given = [] } = wanted ?? {}
    const change = rules.complete(one, completedAt, work.now)
    const merged = resultsOf(one, given)
    areas.checkComplete(merged, given, areaLabels)
    await results.keepResults(work.tx, id, merged)
    await updateRecord(work, 'inspection', id, change)
    if (one.taskId !== null) await countVisits(work, one.taskId, await results.visits(work.tx, one.taskId))
    if (one.campaignId !== null) await campaigns.moveOn(work, one.campaignId)
    const conclusions = Object.fromEntries(merged.map(({ area, conclusion }) => [area, conclusion]))
    return { event: newEvent('inspection.completed', { ...targetOf(one), ...change, conclusions }) }
  })
}

/** 一公开: everybody within the inspecting unit sees the results. */
export function publishInspection(work: Work, id: string) {
  return takeStep(inspectionSteps, work, id, 'publish', async (one) => ({
    event: newEvent('inspection.published', await written(work, one, rules.publish(work.now)))
  }))
}

const inspectionSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('inspection-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/** The same for a step that makes another record: a finding, a draw of the team. */
export async function locked(work: Work, id: string, step: 'find' | 'draw-team'): Promise<store.Locked> {
  const one = await store.lock(work.tx, work.actor, id)
  if (one === undefined) throw inspectionSteps.missing()
  const notTheirs = rules.notTheirs(step, one, work.actor)
  if (notTheirs !== undefined) throw notTheirs
  work.match(one.version)
  rules.mustBeAt(step, one)
  return one
}

async function written<C extends Change<'inspection'>>(work: Work, one: store.Locked, change: C) {
  await updateRecord(work, 'inspection', one.id, change)
  return { ...targetOf(one), ...change }
}

function targetOf({ targetCode }: store.Locked) {
  return { targetCode }
}
