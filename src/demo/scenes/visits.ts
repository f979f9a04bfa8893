import { v7 as uuid } from 'uuid'
import { type Work, work } from '../../platform/work/work.ts'
import { type Area, areasByPolicy, clauseOfInspection } from '../../policy/index.ts'
import type { Level } from '../../units/index.ts'
import { dayAfter, dayOfYear } from '../agenda.ts'
import type { Chance } from '../chance.ts'
import { clerk } from '../desk.ts'
import type { Scene, Stage } from '../stage.ts'

/** Of so many visits in a hundred the round of a unit leaves none out. */
const DONE = 88

/**
 * The rounds of counties and townships: some ten thousand visits. Each round is entered at once after its
 * end, in one transaction with the lines of the audit trail and the events that single requests would leave.
 */
export const visits: Scene = {
  title: '全面检查和随机抽查',
  enter(stage) {
    const { agenda, places, chance } = stage
    const drawn = chance('rounds')
    for (const { code } of [...places.all('county'), ...places.all('township')]) {
      const [month, date] = [drawn.between(3, 11), drawn.between(2, 19)]
      agenda.on(dayOfYear(month, date), () => round(stage, code, drawn))
    }
  }
}

interface Open {
  id: string
  planId: string
  policyId: string
  coverage: 'full' | 'sample'
  targetCode: string
  targetPath: string
  targetLevel: string
  unitPath: string
}

interface Visit extends Open {
  inspection: string
  method: 'open-check' | 'unannounced-visit'
  startedAt: string
  completedAt: string
  areas: readonly Area[]
  conclusions: Record<string, 'sound' | 'problems'>
}

async function round({ context, desk, clock }: Stage, unitCode: string, drawn: Chance): Promise<void> {
  clock.tick()
  await work(context, { actor: desk.actorOf(clerk(unitCode)) }, async (one) => {
    const open = await tasksOf(one, unitCode)
    const made = open.filter(() => drawn.percent(DONE)).map((task) => visitOf(task, one, drawn))
    if (made.length === 0) return
    await write(one, unitCode, made)
    for (const visit of made) record(one, unitCode, visit)
  })
}

/** The tasks of a unit that wait. */
function tasksOf({ tx, today }: Work, unitCode: string): Promise<Open[]> {
  return tx
    .selectFrom('inspection_task as task')
    .innerJoin('inspection_plan as plan', 'plan.id', 'task.plan_id')
    .innerJoin('unit as target', 'target.code', 'task.target_code')
    .select([
      'task.id',
      'plan.id as planId',
      'plan.policy_id as policyId',
      'plan.path as unitPath',
      'task.coverage',
      'task.target_code as targetCode',
      'target.path as targetPath',
      'target.level as targetLevel'
    ])
    .where('plan.unit_code', '=', unitCode)
    .where('plan.year', '=', Number(today.slice(0, 4)))
    .where('plan.state', '=', 'approved')
    .where('task.state', '=', 'pending')
    .orderBy('task.coverage')
    .orderBy('task.target_code')
    .execute()
}

function visitOf(task: Open, { today }: Work, drawn: Chance): Visit {
  const day = dayAfter(today, -drawn.between(1, 25))
  const asked = areasByPolicy[task.policyId]?.[task.targetLevel as 'village'] ?? []
  const areas: readonly Area[] = task.coverage === 'full' ? asked : asked.slice(0, 3)
  const conclusions = areas.map((area) => [area, drawn.percent(4) ? 'problems' : 'sound'] as const)
  return {
    ...task,
    inspection: uuid(),
    method: task.coverage === 'full' ? 'open-check' : 'unannounced-visit',
    startedAt: new Date(`${day}T09:00:00+08:00`).toISOString(),
    completedAt: new Date(`${day}T16:00:00+08:00`).toISOString(),
    areas,
    conclusions: Object.fromEntries(conclusions)
  }
}

async function write({ tx, now, actor }: Work, unitCode: string, made: readonly Visit[]): Promise<void> {
  const entered = { created_at: now.toISOString(), created_by: actor.sub }
  const rows = made.map((one) => ({
    ...{ id: one.inspection, unit_code: unitCode, path: one.unitPath, task_id: one.id, method: one.method },
    ...{ target_code: one.targetCode, target_path: one.targetPath, team: [], state: 'completed' as const },
    ...{ planned_on: one.startedAt.slice(0, 10), started_at: one.startedAt, completed_at: one.completedAt },
    ...entered
  }))
  await tx.insertInto('inspection').values(rows).execute()
  const areas = made.flatMap(({ inspection: inspection_id, conclusions }) =>
    Object.entries(conclusions).map(([area, conclusion]) => ({
      ...{ inspection_id, area: area as Area, conclusion }
    }))
  )
  await tx.insertInto('inspection_area').values(areas).execute()
  for (const ones of Map.groupBy(made, (one) => `${one.coverage} ${one.targetLevel}`).values()) {
    const covered = ones[0]?.areas ?? []
    await tx
      .updateTable('inspection_task')
      .set((table) => ({
        ...{ state: 'inspected', covered_areas: [...covered], updated_at: now.toISOString() },
        version: table('version', '+', 1)
      }))
      .where(
        'id',
        'in',
        ones.map(({ id }) => id)
      )
      .execute()
  }
}

function record(one: Work, unitCode: string, visit: Visit): void {
  const { targetCode, method, startedAt, completedAt, areas, conclusions, planId, policyId } = visit
  const subject = { id: visit.inspection, unitCode, path: visit.unitPath }
  const plannedOn = startedAt.slice(0, 10)
  one.record('inspection.planned', subject, {
    ...{ targetCode, method, plannedOn, areas: [...areas], taskId: visit.id }
  })
  one.record('inspection.started', subject, { targetCode, state: 'under-way', startedAt })
  one.record('inspection.completed', subject, { targetCode, state: 'completed', completedAt, conclusions })
  const clause = clauseOfInspection(policyId, levelOf(unitCode), visit.coverage)
  const task = { id: visit.id, unitCode, path: visit.unitPath }
  one.record('inspection-task.inspected', task, { planId, missingAreas: [], clause })
}

const levelOf = (unitCode: string): Level => (unitCode.length > 6 ? 'township' : 'county')
