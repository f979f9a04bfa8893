import { v7 as uuid } from 'uuid'
import { placeOf, type Subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import { count, subordinates } from './count.ts'
import { figuresOf } from './figures.ts'
import * as rules from './rules.ts'
import type { NewBulletin } from './schema.ts'
import * as store from './store.ts'

/** Counts the cases of a period and keeps the figures as a draft. */
export async function draftBulletin(work: Work, { withinCode, from, to }: NewBulletin) {
  const { tx, actor, now, today } = work
  // Only within the scope of the caller's cases; this refuses the operator and people of units below.
  const tree = await placeOf(tx, actor, 'case', withinCode, '/withinCode')
  rules.checkPeriod({ from, to }, today)
  const { path } = present(await unitPlace(tx, withinCode))
  const id = uuid({ msecs: now.getTime() })
  const made = { id, unitCode: withinCode, path, from, to }
  const by = { createdAt: now.toISOString(), createdBy: actor.sub }
  await store.insert(tx, { ...made, ...by, ...(await compute(work, tree, made)) })
  work.record('case-bulletin.drafted', made, { from, to })
  return present(await store.find(tx, actor, id))
}

/** Counts the cases of a draft again. */
export async function refreshBulletin(work: Work, id: string) {
  return change(work, id, 'refreshed', async (bulletin) => {
    const decided = rules.refresh(bulletin)
    const tree = await placeOf(work.tx, work.actor, 'case', bulletin.unitCode)
    return { ...decided, ...(await compute(work, tree, bulletin)) }
  })
}

/** Publishes a draft: its figures no longer change. */
export function publishBulletin(work: Work, id: string) {
  return change(work, id, 'published', (bulletin) => rules.publish(bulletin, work))
}

async function change(
  work: Work,
  id: string,
  event: 'refreshed' | 'published',
  decide: (bulletin: store.Standing) => store.Change | Promise<store.Change>
) {
  const { tx, actor } = work
  const bulletin = await store.lock(tx, actor, id)
  if (bulletin === undefined) throw refuse('bulletin-not-found')
  work.match(bulletin.version)
  await store.update(tx, id, await decide(bulletin))
  // No figures here: readers of events and audit lines may not be allowed to see them.
  const { from, to } = bulletin
  work.record(`case-bulletin.${event}`, bulletin, { from, to })
  return present(await store.find(tx, actor, id))
}

/** The figures of a period, once with reports and once without. */
async function compute({ tx, today }: Work, tree: Subtree, period: rules.Period): Promise<store.Computed> {
  const periods = rules.withPrevious(period)
  const counted = await count(tx, tree, periods, today)
  const units = await subordinates(tx, tree.code, counted, today)
  const unit = present(await unitPlace(tx, tree.code))
  const basis = { unit, units, periods, today }
  return { figures: figuresOf(counted, true, basis), openFigures: figuresOf(counted, false, basis) }
}
