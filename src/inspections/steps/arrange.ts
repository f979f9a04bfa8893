import { v7 as uuid } from 'uuid'
import { scheduleTask } from '../../plans/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { actingOf, type Place, unitPlace } from '../../units/index.ts'
import * as areas from '../areas/rules.ts'
import * as results from '../areas/store.ts'
import * as campaigns from '../campaigns/actions.ts'
import * as rules from '../rules.ts'
import type { NewInspection } from '../schema.ts'
import { checkStanding, checkTeam, type Destination } from '../staff/team-rules.ts'
import { candidates, originsOf } from '../staff/team-store.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'

/** Plans an inspection: for a task, for a campaign, or on its own. */
export async function planInspection(work: Work, wanted: NewInspection): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, targetCode, method } = wanted
  // Refuses the operator, who may not see inspections.
  await placeOf(tx, actor, 'inspection', unitCode, '/unitCode')
  await placeOf(tx, actor, 'inspection', targetCode, '/targetCode')
  const [unit, target] = [await placed(work, unitCode), await placed(work, targetCode)]
  rules.checkTarget(target, unitCode, today, rules.clauses[method])
  rules.checkArrangement(wanted, false)
  areas.checkAreas(wanted.areas, (n) => `/areas/${n}`)
  await checkNewTeam(work, wanted.team, { acting: unitCode, targetCode, targetPath: target.path })
  await appoint(work, wanted)
  const id = uuid({ msecs: now.getTime() })
  const { areas: checked, ...entered } = wanted
  const { team = [], plannedOn, taskId, campaignId } = entered
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  const places = { path: unit.path, targetPath: target.path }
  await insertRecord(tx, 'inspection', { ...entered, ...made, ...places, id, team })
  await results.replaceAreas(tx, id, checked)
  const details = { targetCode, method, plannedOn, areas: checked, taskId, campaignId }
  work.record('inspection.planned', { id, unitCode, path: unit.path }, details)
  return present(await store.find(tx, actor, id, today))
}

export interface Appointment extends Pick<NewInspection, 'unitCode' | 'targetCode' | 'method' | 'plannedOn'> {
  taskId?: string | undefined
  campaignId?: string | undefined
}

/**
 * Enters an inspection in its task or in its campaign. `unitCode`: the inspecting unit, which also carries
 * out the tasks and campaigns of the units for which it acts.
 */
export async function appoint(work: Work, wanted: Appointment): Promise<void> {
  const { taskId, campaignId, unitCode, targetCode, method, plannedOn } = wanted
  if (taskId !== undefined && campaignId !== undefined)
    throw refuse('two-origins', { pointer: '/campaignId' })
  if (campaignId !== undefined) await campaigns.admit(work, campaignId, { unitCode, targetCode, plannedOn })
  if (taskId === undefined) return
  const task = await scheduleTask(work, taskId, { method, scheduledOn: plannedOn })
  const carriesOut = actingOf(await placed(work, task.unitCode)) === unitCode
  if (!carriesOut || task.targetCode !== targetCode) throw refuse('task-of-others', { pointer: '/taskId' })
}

/** Checks that every member of a team may be sent to the target. */
export function checkNewTeam(work: Work, team: readonly string[] = [], to: Destination): Promise<void> {
  return judge(work, team, to, checkTeam)
}

/** Checks the team again when the inspection begins: a member may have got a conflict of interest since. */
export function checkTeamAtStart(work: Work, one: Destination & { team: readonly string[] }): Promise<void> {
  return judge(work, one.team, one, checkStanding)
}

async function judge(
  { tx }: Work,
  team: readonly string[],
  to: Destination,
  check: typeof checkTeam
): Promise<void> {
  if (team.length === 0) return
  const { people, linesOf } = await candidates(tx, team, { isKept: true })
  check(team, people, { ...to, ...(await originsOf(tx, to.targetCode)) }, linesOf)
}

async function placed({ tx }: Work, code: string): Promise<Place> {
  return present(await unitPlace(tx, code))
}
