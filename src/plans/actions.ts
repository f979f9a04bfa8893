import { alone, mustReach, placeOf, type Subtree } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { type Change, updateRecord } from '../platform/database/records.ts'
import { type Lot, lotOf, seedOf } from '../platform/draw/lot.ts'
import { type Progress, startOperation } from '../platform/operations/index.ts'
import { type NewEvent, newEvent } from '../platform/work/catalogue.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { mustHavePolicy, obligationsWithin } from '../policy/index.ts'
import { keepTreeStill } from '../units/index.ts'
import * as generate from './generate.ts'
import * as rules from './rules.ts'
import type { Generation, NewPlan } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

export const GENERATE = 'inspection-plans.generate'

/** Makes the plan of one unit, with its tasks and draws. */
export async function createPlan(work: Work, wanted: NewPlan): Promise<store.Shown> {
  const { tx, actor } = work
  // Refuses the operator, who may generate plans but cannot see any.
  const tree = await placeOf(tx, actor, 'inspection-plan', wanted.unitCode, '/unitCode')
  mustHavePolicy(wanted.year)
  const { owing, plans } = await make(work, tree, wanted.year, lotOf(wanted), true)
  if (owing === 0) throw refuse('nothing-to-inspect', { pointer: '/unitCode' })
  const [made] = plans
  if (made === undefined) throw refuse('plan-exists')
  return shown(work, made.id)
}

/** Starts an operation that makes the plans of a unit and of all units below it. */
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

/** Makes the plans of a unit and of all units below it, except units that have a plan of the year. */
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
  await progress(0, STEPS, 'counting-obligations')
  const { policy, units } = await obligationsWithin(tx, tree, year, today, topAlone ? alone(tree) : tree)
  await progress(1, STEPS, 'making-plans')
  // Without a given seed, each plan gets a seed of its own: a person who sees the seed of their own plan
  // must not be able to recompute the draw that their unit is in.
  const seeds = units.map(() => seedOf(lot))
  await generate.insertPlans(work, units, seeds, { seedSource: lot.seedSource, policyId: policy.id, year })
  await generate.insertObligations(tx, units)
  await progress(2, STEPS, 'drawing')
  const draws = await generate.insertDraws(work, tree)
  await progress(3, STEPS, 'making-tasks')
  const tasks = (await generate.insertFullTasks(work, tree)) + (await generate.insertSampleTasks(tx))
  await progress(4, STEPS, 'recording')
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

export function submitPlan(work: Work, id: string) {
  return step(work, id, 'submit', rules.submit(work), (details) =>
    newEvent('inspection-plan.submitted', details)
  )
}

export function approvePlan(work: Work, id: string) {
  return step(work, id, 'approve', rules.approve(work), (details) =>
    newEvent('inspection-plan.approved', details)
  )
}

export function returnPlan(work: Work, id: string, reason: string) {
  return step(work, id, 'return', rules.sendBack(reason), (details) =>
    newEvent('inspection-plan.returned', details)
  )
}

export function closePlan(work: Work, id: string) {
  return step(work, id, 'close', rules.close(work), (details) => newEvent('inspection-plan.closed', details))
}

function step<C extends Change<'inspection_plan'>>(
  work: Work,
  id: string,
  name: rules.StepName,
  change: C,
  eventOf: (details: C & { from: store.Standing['state'] }) => NewEvent
) {
  return takeStep(planSteps, work, id, name, async ({ state: from }) => {
    await updateRecord(work, 'inspection_plan', id, change)
    return { event: eventOf({ from, ...change }) }
  })
}

/** The parts that all steps of a plan share. */
export const planSteps: StepKind<store.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('plan-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: shown
}

async function shown({ tx, actor, today }: Work, id: string): Promise<store.Shown> {
  return present(await store.find(tx, actor, id, today))
}
