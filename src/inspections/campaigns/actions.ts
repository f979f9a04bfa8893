import { v7 as uuid } from 'uuid'
import { checkDeploymentLink } from '../../deployments/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import * as rules from './rules.ts'
import type { NewCampaign } from './schema.ts'
import * as store from './store.ts'
import * as targets from './targets.ts'
import { refuse } from './vocabulary.ts'

/** Creates a campaign with a topic, a period and the targets, which are fixed as of today. */
export async function makeCampaign(work: Work, wanted: NewCampaign): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { targets: who, from, to, ...entered } = wanted
  const { unitCode } = entered
  // Refuses the operator, who may not see campaigns.
  await placeOf(tx, actor, 'campaign', unitCode, '/unitCode')
  if (from > to) throw refuse('campaign-period', { pointer: '/to' })
  await checkDeploymentLink(work, entered, '')
  const { path } = present(await unitPlace(tx, unitCode))
  const id = uuid({ msecs: now.getTime() })
  const period = { periodFrom: from, periodTo: to }
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  await insertRecord(tx, 'campaign', { ...entered, ...period, ...made, id, path })
  const count =
    'unitCodes' in who
      ? await nameTargets(work, id, unitCode, who.unitCodes)
      : await targets.insertWithin(tx, id, unitCode, await within(work, who), today)
  if (count === 0) throw refuse('campaign-targets', { pointer: '/targets', clause: rules.CLAUSE })
  work.record('campaign.made', { id, unitCode, path }, { from, to, targets: count })
  return present(await store.find(tx, actor, id, today))
}

async function nameTargets({ tx, today }: Work, id: string, unitCode: string, codes: readonly string[]) {
  rules.checkNamed(codes, await targets.below(tx, unitCode, codes, today), unitCode)
  return targets.insert(tx, id, codes)
}

async function within({ tx, actor }: Work, { withinCode, level }: { withinCode: string; level?: string }) {
  const tree = await placeOf(tx, actor, 'campaign', withinCode, '/targets/withinCode')
  return { tree, level }
}

/** Closes a campaign: no more inspections are added, those already planned go on. */
export function closeCampaign(work: Work, id: string) {
  return takeStep(campaignSteps, work, id, 'close', async () => {
    await updateRecord(work, 'campaign', id, rules.close(work.now))
    return { event: newEvent('campaign.closed') }
  })
}

const campaignSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('campaign-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/** Adds an inspection to a campaign. The version is raised because the progress changes. */
export async function admit(
  work: Work,
  id: string,
  wanted: { unitCode: string; targetCode: string; plannedOn: string }
): Promise<void> {
  const { tx, actor } = work
  const one = await store.lock(tx, actor, id)
  if (one === undefined) throw refuse('campaign-not-found', { pointer: '/campaignId' })
  rules.admit(one, await targets.named(tx, id, wanted.targetCode), wanted)
  await updateRecord(work, 'campaign', id)
}

/** Raises the version of a campaign because the progress changed with one of its inspections. */
export function moveOn(work: Work, id: string): Promise<void> {
  return updateRecord(work, 'campaign', id)
}
