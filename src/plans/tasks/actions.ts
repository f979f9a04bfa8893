import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { updateRecord } from '../../platform/database/records.ts'
import { codesIn, ranking } from '../../platform/draw/draw.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { actingOf, isInOffice, unitPlace } from '../../units/index.ts'
import { planSteps } from '../actions.ts'
import * as draws from '../draws/store.ts'
import * as planRules from '../rules.ts'
import * as plans from '../store.ts'
import { nextInOrder } from '../succession/rules.ts'
import * as succession from '../succession/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { TaskChange } from './schema.ts'
import * as store from './store.ts'

/** Sets the day, the method and the team of the inspection of a target. */
export function arrangeTask(work: Work, id: string, wanted: TaskChange) {
  return takeStep(taskSteps, work, id, 'change', async (task) => {
    const change = rules.schedule(task, wanted)
    await store.update(work, task, change)
    return { event: newEvent('inspection-task.arranged', { planId: task.planId, ...change }) }
  })
}

/** Takes the next substitute of the draw. The caller approves it; the replaced task stays on record. */
export function replaceTask(work: Work, id: string, reason: string) {
  const { tx, actor, now, today } = work
  const substituteId = uuid({ msecs: now.getTime() })
  const answering = { ...taskSteps, read: () => shown(work, substituteId) }
  return takeStep(answering, work, id, 'replace', async (task) => {
    const { planId, targetCode } = task
    const draw = await draws.used(tx, planId, task.targetLevel)
    if (draw === undefined) throw refuse('no-substitute')
    const order = ranking(codesIn(draw.frame), draw.seed)
    const unfit = await succession.unfit(tx, planId, order.slice(draw.lastRank))
    const { substitutes, passedOver } = nextInOrder(order, draw.lastRank, unfit, 1)
    const [next] = substitutes
    if (next === undefined) throw refuse('no-substitute')
    await succession.insertPassedOver(tx, draw.id, passedOver, today)
    await store.update(work, task, rules.replaced(reason, actor, now))
    await store.insertSubstitutes(work, [{ ...next, id: substituteId, gone: task }])
    const details = { planId, reason, replaced: targetCode, by: next.code, rank: next.rank }
    const more = passedOver.length === 0 ? {} : { passedOver }
    return { event: newEvent('inspection-task.replaced', { ...details, ...more }) }
  })
}

/** Adds a direct subordinate that joined the unit after the plan was made. */
export function addTask(work: Work, planId: string, targetCode: string) {
  const { tx, actor, now, today } = work
  const id = uuid({ msecs: now.getTime() })
  const answering = { ...planSteps, read: () => shown(work, id) }
  return takeStep(answering, work, planId, 'add-task', async ({ unitCode, path }) => {
    await placeOf(tx, actor, 'unit', targetCode, '/targetCode')
    const unit = present(await unitPlace(tx, unitCode))
    const target = present(await unitPlace(tx, targetCode))
    planRules.add(actingOf(unit), target, isInOffice(target, today))
    await store.insertAdded(work, { id, planId, targetCode })
    await updateRecord(work, 'inspection_plan', planId)
    const subject = { id, unitCode, path }
    return { event: newEvent('inspection-task.added', { planId, targetCode }), subject }
  })
}

/** The parts that all steps of a task share. */
const taskSteps: StepKind<store.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('task-not-found'),
  lock: lockTask,
  read: shown
}

/** Locks the plan of a task: changes of its tasks wait for each other. */
export async function lockTask({ tx, actor }: Work, id: string): Promise<store.Standing | undefined> {
  const found = await store.standing(tx, actor, id)
  if (found === undefined) return undefined
  await plans.lock(tx, actor, found.planId)
  return store.standing(tx, actor, id)
}

async function shown({ tx, actor, today }: Work, id: string): Promise<store.Shown> {
  return present(await store.find(tx, actor, id, today))
}
