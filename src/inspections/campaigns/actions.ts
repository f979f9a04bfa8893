import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import type { Work } from '../../platform/work/work.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import * as rules from './rules.ts'
import type { Campaign, NewCampaign } from './schema.ts'
import * as store from './store.ts'
import * as targets from './targets.ts'
import { refuse } from './vocabulary.ts'

/** Sets a topic, a period and the targets, which are frozen as they are today. */
export async function makeCampaign(work: Work, wanted: NewCampaign): Promise<Campaign> {
  const { tx, actor, now, today } = work
  const { unitCode, topic, text, from, to, targets: who } = wanted
  // Not for the operator, who sees no campaigns.
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

/** It goes on no further: no inspection is added. Those there are go on. */
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

/** Takes an inspection into a campaign; its progress moves. */
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

/** The progress of a campaign has moved with one of its inspections. */
export async function moveOn({ tx }: Work, id: string): Promise<void> {
  await store.update(tx, id)
}
