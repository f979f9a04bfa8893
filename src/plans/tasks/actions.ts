import { v7 as uuid } from 'uuid'
import type { Work } from '../../platform/work.ts'
import * as draws from '../draws/store.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
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
  const { tx, actor, now } = work
  const { plan, task } = await lockTask(work, id)
  work.match(task.version)
  const draw = await draws.used(tx, plan.id, task.targetLevel)
  const next = rules.substitute(plan, task, draw ?? { frame: '', seed: '' }, draw?.lastRank ?? 0)
  await store.markReplaced(tx, id, rules.replaced(reason, actor, now))
  const substituteId = uuid({ msecs: now.getTime() })
  await store.insertSubstitute(tx, substituteId, task, next.code, next.rank)
  await plans.update(tx, plan.id)
  const details = { planId: plan.id, reason, replaced: task.targetCode, by: next.code, rank: next.rank }
  work.record('inspection-task.replaced', { id, unitCode: plan.unitCode, path: plan.path }, details)
  return (await store.find(tx, actor, substituteId)) as Task
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
