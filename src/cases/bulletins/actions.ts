import { v7 as uuid } from 'uuid'
import { placeOf, type Subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
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
  const place = { id, unitCode: withinCode, path }
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  const period = { periodFrom: from, periodTo: to }
  const figures = await compute(work, tree, { from, to })
  await insertRecord(tx, 'case_bulletin', { ...place, ...period, ...made, ...figures })
  work.record('case-bulletin.drafted', place, { from, to })
  return present(await store.find(tx, actor, id, today))
}

/** Counts the cases of a draft again. */
export function refreshBulletin(work: Work, id: string): Promise<store.Shown> {
  return takeStep(bulletinSteps, work, id, 'refresh', async (bulletin) => {
    const tree = await placeOf(work.tx, work.actor, 'case', bulletin.unitCode)
    await updateRecord(work, 'case_bulletin', id, await compute(work, tree, bulletin))
    return { event: newEvent('case-bulletin.refreshed', periodOf(bulletin)) }
  })
}

/** Publishes a draft: its figures no longer change. */
export function publishBulletin(work: Work, id: string): Promise<store.Shown> {
  return takeStep(bulletinSteps, work, id, 'publish', async (bulletin) => {
    const published = { publishedAt: work.now.toISOString(), publishedBy: work.actor.sub }
    await updateRecord(work, 'case_bulletin', id, { state: rules.steps.publish.to, ...published })
    return { event: newEvent('case-bulletin.published', periodOf(bulletin)) }
  })
}

/** No figures in events: readers of events and audit lines may not be allowed to see them. */
function periodOf({ from, to }: rules.Period): rules.Period {
  return { from, to }
}

const bulletinSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('bulletin-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/** The figures of a period, once with reports and once without. */
async function compute({ tx, today }: Work, tree: Subtree, period: rules.Period) {
  const periods = rules.withPrevious(period)
  const counted = await count(tx, tree, periods, today)
  const units = await subordinates(tx, tree.code, counted, today)
  const unit = present(await unitPlace(tx, tree.code))
  const basis = { unit, units, periods, today }
  return { figures: figuresOf(counted, true, basis), openFigures: figuresOf(counted, false, basis) }
}
