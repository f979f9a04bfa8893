import { v7 as uuid } from 'uuid'
import { codesIn, ranking } from '../../platform/draw/draw.ts'
import type { Work } from '../../platform/work/work.ts'
import { clauseOfInspection } from '../../policy/index.ts'
import type { TreeFollower } from '../../units/index.ts'
import * as draws from '../draws/store.ts'
import * as tasks from '../tasks/store.ts'
import { type DropReason, labels } from '../vocabulary.ts'
import { nextInOrder } from './rules.ts'
import * as store from './store.ts'

/** A task whose target cannot be inspected any more. */
type Gone = store.Touched & { reason: DropReason }

/**
 * Tasks follow changes of the tree. A full task is dropped on the day on which its target ends or leaves
 * the unit; a
 * drawn target that was not inspected is replaced by the next in the order of its draw. Both changes are
 * undone
 * when the target returns.
 */
export const follower: TreeFollower = async (work, passed) => {
  const codes = passed.map(({ code }) => code)
  const touched = await store.touched(work.tx, codes, work.today)
  if (touched.length === 0) return
  const back = touched.filter(({ reason }) => reason === null)
  const gone = touched.filter((task): task is Gone => task.reason !== null)
  await takeBack(work, back)
  await drop(
    work,
    gone.filter(({ coverage }) => coverage === 'full')
  )
  const drawn = Map.groupBy(
    gone.filter(({ coverage }) => coverage === 'sample'),
    ({ planId, targetLevel }) => `${planId} ${targetLevel}`
  )
  for (const of of drawn.values()) await substitute(work, of)
  await store.touchPlans(work, [...new Set(touched.map(({ planId }) => planId))])
}

async function drop(work: Work, gone: readonly Gone[]): Promise<void> {
  if (gone.length === 0) return
  const dropped = gone.map((task) => ({
    ...task,
    clauseId: clauseOfInspection(task.policyId, task.unitLevel, task.coverage)
  }))
  await store.drop(work, dropped)
  for (const { planId, targetCode, reason, clauseId, ...task } of dropped) {
    work.record('inspection-task.dropped', task, { planId, targetCode, reason, clause: clauseId })
  }
}

async function takeBack(work: Work, back: readonly store.Touched[]): Promise<void> {
  if (back.length === 0) return
  const ids = back.map(({ id }) => id)
  const open = new Set([...(await store.reopen(work, ids)), ...(await store.restore(work, ids))])
  for (const { planId, targetCode, ...task } of back.filter(({ id }) => open.has(id))) {
    work.record('inspection-task.reopened', task, { planId, targetCode })
  }
}

/** Replaces targets of one draw by substitutes; where none is left, their tasks are dropped. */
async function substitute(work: Work, gone: readonly Gone[]): Promise<void> {
  const { tx, now, today } = work
  const { planId, targetLevel } = gone[0] as Gone
  const draw = await draws.used(tx, planId, targetLevel)
  if (draw === undefined) return
  const order = ranking(codesIn(draw.frame), draw.seed)
  const unfit = await store.unfit(tx, planId, order.slice(draw.lastRank))
  const { substitutes, passedOver } = nextInOrder(order, draw.lastRank, unfit, gone.length)
  await store.insertPassedOver(tx, draw.id, passedOver, today)
  const pairs = substitutes.map((next, n) => {
    return { ...next, id: uuid({ msecs: now.getTime() }), gone: gone[n] as Gone }
  })
  const ids = pairs.map(({ gone }) => gone.id)
  await tasks.markReplacedByTree(
    work,
    pairs.map(({ gone: { id, reason } }) => ({ id, reason, text: labels['drop-reason'][reason].zh }))
  )
  await tasks.insertSubstitutes(work, pairs)
  for (const { gone, code, rank } of pairs) {
    const details = { planId, reason: gone.reason, replaced: gone.targetCode, by: code, rank }
    work.record('inspection-task.replaced', gone, details)
  }
  await drop(
    work,
    gone.filter(({ id }) => !ids.includes(id))
  )
}
