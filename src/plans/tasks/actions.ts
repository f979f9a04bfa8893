import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { codesIn, ranking } from '../../platform/draw/draw.ts'
import type { Work } from '../../platform/work/work.ts'
import { actingOf, isInOffice, type Place, unitPlace } from '../../units/index.ts'
import * as draws from '../draws/store.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
import { nextInOrder } from '../succession/rules.ts'
import * as succession from '../succession/store.ts'
import { refuse } from '../vocabulary.ts'
import type { Task, TaskChange } from './schema.ts'
import * as store from './store.ts'

/** Says when, how and by whom a target is inspected. */
export async function arrangeTask(work: Work, id: string, wanted: TaskChange): Promise<Task> {
  const { plan, task } = await lockTask(work, id)
  work.match(task.version)
  const change = rules.schedule(plan, task, wanted)
  await store.update(work.tx, id, change)
  await plans.update(work.tx, plan.id)
  work.record(
    'inspection-task.arranged',
    { id, unitCode: plan.unitCode, path: plan.path },
    { planId: plan.id, ...change }
  )
  return (await store.find(work.tx, work.actor, id)) as Task
}

/** Takes the next substitute of the draw. Whoever calls approves; the skipped one stays on record. */
export async function replaceTask(work: Work, id: string, reason: string): Promise<Task> {
  const { tx, actor, now, today } = work
  const { plan, task } = await lockTask(work, id)
  work.match(task.version)
  rules.mayReplace(plan, task)
  const draw = await draws.used(tx, plan.id, task.targetLevel)
  if (draw === undefined) throw refuse('no-substitute')
  const order = ranking(codesIn(draw.frame), draw.seed)
  const unfit = await succession.unfit(tx, plan.id, order.slice(draw.lastRank))
  const { substitutes, passedOver } = nextInOrder(order, draw.lastRank, unfit, 1)
  const [next] = substitutes
  if (next === undefined) throw refuse('no-substitute')
  await succession.insertPassedOver(tx, draw.id, passedOver, today)
  await store.markReplaced(tx, id, rules.replaced(reason, actor, now))
  const substituteId = uuid({ msecs: now.getTime() })
  await store.insertSubstitutes(tx, [{ ...next, id: substituteId, gone: task }])
  await plans.update(tx, plan.id)
  const details = { planId: plan.id, reason, replaced: task.targetCode, by: next.code, rank: next.rank }
  const more = passedOver.length === 0 ? {} : { passedOver }
  work.record(
    'inspection-task.replaced',
    { id, unitCode: plan.unitCode, path: plan.path },
    { ...details, ...more }
  )
  return (await store.find(tx, actor, substituteId)) as Task
}

/** Adds a direct subordinate that joined the unit after the plan was made. */
export async function addTask(work: Work, planId: string, targetCode: string): Promise<Task> {
  const { tx, actor, now, today } = work
  const plan = await plans.lock(tx, actor, planId)
  if (plan === undefined) throw refuse('plan-not-found')
  work.match(plan.version)
  await placeOf(tx, actor, 'unit', targetCode, '/targetCode')
  const unit = (await unitPlace(tx, plan.unitCode)) as Place
  const target = (await unitPlace(tx, targetCode)) as Place
  rules.add(plan, actingOf(unit), target, isInOffice(target, today), today)
  const id = uuid({ msecs: now.getTime() })
  await store.insertAdded(tx, id, planId, targetCode, today)
  await plans.update(tx, planId)
  const subject = { id, unitCode: plan.unitCode, path: plan.path }
  work.record('inspection-task.added', subject, { planId, targetCode })
  return (await store.find(tx, actor, id)) as Task
}

/** Locks the plan of the task, under which all changes of its tasks queue. */
export async function lockTask(
  work: Work,
  id: string,
  pointer?: string
): Promise<{ plan: plans.Standing; task: Task }> {
  const { tx, actor } = work
  const found = await store.find(tx, actor, id)
  if (found === undefined) throw refuse('task-not-found', { pointer })
  const plan = (await plans.lock(tx, actor, found.planId)) as plans.Standing
  return { plan, task: (await store.find(tx, actor, id)) as Task }
}
