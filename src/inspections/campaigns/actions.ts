import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import type { Work } from '../../platform/work/work.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import * as rules from './rules.ts'
import type { Campaign, NewCampaign } from './schema.ts'
import * as store from './store.ts'
import * as targets from './targets.ts'
import { refuse } from './vocabulary.ts'

/** Creates a campaign with a topic, a period and the targets, which are fixed as of today. */
export async function makeCampaign(work: Work, wanted: NewCampaign): Promise<Campaign> {
  const { tx, actor, now, today } = work
  const { unitCode, topic, text, from, to, targets: who } = wanted
  // Refuses the operator, who may not see campaigns.
  await placeOf(tx, actor, 'campaign', unitCode, '/unitCode')
  if (from > to) throw refuse('campaign-period', { pointer: '/to' })
  const { path } = (await unitPlace(tx, unitCode)) as Place
  const id = uuid({ msecs: now.getTime() })
  await store.insert(tx, { id, unitCode, path, topic, text, from, to }, now, actor.sub)
  const count =
    'unitCodes' in who
      ? await nameTargets(work, id, unitCode, who.unitCodes)
      : await targets.insertWithin(tx, id, unitCode, await within(work, who), today)
  if (count === 0) throw refuse('campaign-targets', { pointer: '/targets', clause: rules.CLAUSE })
  work.record('campaign.made', { id, unitCode, path }, { from, to, targets: count })
  return (await store.find(tx, actor, id)) as Campaign
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
export async function closeCampaign(work: Work, id: string): Promise<Campaign> {
  const { tx, actor, now } = work
  const one = await store.lock(tx, actor, id)
  if (one === undefined) throw refuse('campaign-not-found')
  work.match(one.version)
  const change = rules.close(one, now)
  await store.update(tx, id, change)
  work.record('campaign.closed', one)
  return (await store.find(tx, actor, id)) as Campaign
}

/** Adds an inspection to a campaign. The version is raised because the progress changes. */
export async function admit(
  { tx, actor }: Work,
  id: string,
  wanted: { unitCode: string; targetCode: string; plannedOn: string }
): Promise<void> {
  const one = await store.lock(tx, actor, id)
  if (one === undefined) throw refuse('campaign-not-found', { pointer: '/campaignId' })
  rules.admit(one, await targets.named(tx, id, wanted.targetCode), wanted)
  await store.update(tx, id)
}

/** Raises the version of a campaign because the progress changed with one of its inspections. */
export async function moveOn({ tx }: Work, id: string): Promise<void> {
  await store.update(tx, id)
}
