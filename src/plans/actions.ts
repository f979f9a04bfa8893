import { mustReach, placeOf, type Subtree } from '../platform/access/scope.ts'
import { type Lot, lotOf, seedOf } from '../platform/draw/lot.ts'
import { type Progress, startOperation } from '../platform/operations/index.ts'
import { type NewEvent, newEvent } from '../platform/work/catalogue.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { Work } from '../platform/work/work.ts'
import { mustHavePolicy, obligationsWithin } from '../policy/index.ts'
import { keepTreeStill } from '../units/index.ts'
import * as generate from './generate.ts'
import * as rules from './rules.ts'
import type { Generation, NewPlan } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

export const GENERATE = 'inspection-plans.generate'

/** The plan of one unit, with its tasks and draws. */
export async function createPlan(work: Work, wanted: NewPlan): Promise<store.Versioned> {
  const { tx, actor, today } = work
  // Not for the operator, who may generate plans but sees none.
  const tree = await placeOf(tx, actor, 'inspection-plan', wanted.unitCode, '/unitCode')
  mustHavePolicy(wanted.year)
  const { owing, plans } = await make(work, tree, wanted.year, lotOf(wanted), true)
  if (owing === 0) throw refuse('nothing-to-inspect', { pointer: '/unitCode' })
  const [made] = plans
  if (made === undefined) throw refuse('plan-exists')
  return (await store.find(tx, actor, made.id, today)) as store.Versioned
}

/** Queues the making of all plans of a unit and of the units below it. */
export async function startGeneration(work: Work, jobs: Jobs, wanted: Generation) {
  await mustReach(work.tx, work.actor, wanted.withinCode, '/withinCode')
  mustHavePolicy(wanted.year)
  const { withinCode, year } = wanted
  return startOperation(work, jobs, {
    kind: GENERATE,
    input: { withinCode, year, ...lotOf(wanted) },
    subject: { kind: 'plans-of-unit', id: withinCode }
  })
}

type GenerationInput = Lot & { withinCode: string; year: number }

/** Makes the plans of a unit and of all below it. Units that have one are left alone. */
export async function generatePlans(work: Work, input: GenerationInput, progress: Progress) {
  const { withinCode, year, ...lot } = input
  const tree = await mustReach(work.tx, work.actor, withinCode)
  const { owing, plans, draws, tasks } = await make(work, tree, year, lot, false, progress)
  return { plans: plans.length, tasks, draws, skipped: owing - plans.length }
}

const STEPS = 5

async function make(
  work: Work,
  tree: Subtree,
  year: number,
  lot: Lot,
  topAlone: boolean,
  progress: Progress = async () => {}
) {
  const { tx, today } = work
  await keepTreeStill(work, tree.code)
  await progress(0, STEPS, '统计监管责任 counting obligations')
  const { policy, units } = await obligationsWithin(tx, tree, year, today, topAlone)
  await progress(1, STEPS, '建立计划 making plans')
  // Without a given seed, each plan gets a seed of its own: a person who sees the seed of their own plan
  // must not be able to recompute the draw that their unit is in.
  const seeds = units.map(() => seedOf(lot))
  await generate.insertPlans(work, units, seeds, { seedSource: lot.seedSource, policyId: policy.id, year })
  await generate.insertObligations(tx, units)
  await progress(2, STEPS, '抽签 drawing')
  const draws = await generate.insertDraws(work, tree)
  await progress(3, STEPS, '生成检查任务 making tasks')
  const tasks = (await generate.insertFullTasks(work, tree)) + (await generate.insertSampleTasks(tx))
  await progress(4, STEPS, '记录 recording')
  const plans = await generate.madePlans(tx)
  const drawn = Map.groupBy(await generate.madeDraws(tx), ({ planId }) => planId)
  for (const plan of plans) {
    const noted = (drawn.get(plan.id) ?? []).map((draw) => {
      const { id, targetLevel, frameHash, seed } = draw
      return { id, targetLevel, frameHash, seed, evidence: rules.evidence(draw) }
    })
    work.record('inspection-plan.created', plan, { year, draws: noted })
  }
  return { owing: units.length, plans, draws, tasks }
}

export function submitPlan(work: Work, id: string): Promise<store.Versioned> {
  return change(work, id, (plan) => {
    const decided = rules.submit(plan, work)
    return { decided, event: newEvent('inspection-plan.submitted', { from: plan.state, ...decided }) }
  })
}

export function approvePlan(work: Work, id: string): Promise<store.Versioned> {
  return change(work, id, (plan) => {
    const decided = rules.approve(plan, work)
    return { decided, event: newEvent('inspection-plan.approved', { from: plan.state, ...decided }) }
  })
}

export function returnPlan(work: Work, id: string, reason: string): Promise<store.Versioned> {
  return change(work, id, (plan) => {
    const decided = rules.sendBack(plan, reason)
    return { decided, event: newEvent('inspection-plan.returned', { from: plan.state, ...decided }) }
  })
}

export function closePlan(work: Work, id: string): Promise<store.Versioned> {
  return change(work, id, (plan) => {
    const decided = rules.close(plan, work)
    return { decided, event: newEvent('inspection-plan.closed', { from: plan.state, ...decided }) }
  })
}

async function change(
  work: Work,
  id: string,
  decide: (plan: store.Standing) => { decided: store.Change; event: NewEvent }
): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const plan = await store.lock(tx, actor, id)
  if (plan === undefined) throw refuse('plan-not-found')
  work.match(plan.version)
  const { decided, event } = decide(plan)
  await store.update(tx, id, decided)
  work.recordEvent(event, plan)
  return (await store.find(tx, actor, id, today)) as store.Versioned
}
