import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { mustStandAbove } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../../units/index.ts'
import type { Indicator } from '../tables.ts'
import { refuse } from '../vocabulary.ts'
import type { NewIndicator } from './fields.ts'
import * as rules from './rules.ts'
import type { IndicatorSetChange, NewIndicatorSet } from './schema.ts'
import * as store from './store.ts'

/** Makes a set as a draft. */
export async function makeSet(work: Work, wanted: NewIndicatorSet): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, groups = [], grades, items, minTotalWeight = MIN_TOTAL_WEIGHT, ...rest } = wanted
  const place = await unitPlace(tx, unitCode)
  mustStandAbove(actor, 'indicator-set', place?.path.split('.') ?? [], '/unitCode')
  const { path } = present(place)
  mustBeInOffice(present(place), today, '/unitCode')
  const content = { groups, grades, items: items.map(whole) }
  rules.check(content)
  const id = uuid({ msecs: now.getTime() })
  await insertRecord(tx, 'indicator_set', {
    ...rest,
    ...written(content),
    id,
    unitCode,
    minTotalWeight,
    path: sql`unit_path(${unitCode})`,
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  work.record('indicator-set.made', { id, unitCode, path }, { year: wanted.year, indicators: items.length })
  return present(await store.find(tx, actor, id, today))
}

/** Changes a draft. Indicators, grades and groups are replaced as a whole. */
export function changeSet(work: Work, id: string, wanted: IndicatorSetChange): Promise<store.Shown> {
  return takeStep(setSteps, work, id, 'change', async (set) => {
    const { groups, grades, items, ...rest } = wanted
    const content = {
      groups: groups ?? set.groups,
      grades: grades ?? set.grades,
      items: items?.map(whole) ?? set.items
    }
    rules.check(content)
    await updateRecord(work, 'indicator_set', id, { ...rest, ...written(content) })
    return { event: newEvent('indicator-set.changed', { year: set.year, changed: Object.keys(wanted) }) }
  })
}

/** Publishes a set: it stays as it is, and units below see it. */
export function publishSet(work: Work, id: string): Promise<store.Shown> {
  return takeStep(setSteps, work, id, 'publish', async ({ year }) => {
    const published = { publishedAt: work.now.toISOString(), publishedBy: work.actor.sub }
    await updateRecord(work, 'indicator_set', id, { state: rules.steps.publish.to, ...published })
    return { event: newEvent('indicator-set.published', { year }) }
  })
}

/** Retires a set: no new evaluation uses it. */
export function retireSet(work: Work, id: string): Promise<store.Shown> {
  return takeStep(setSteps, work, id, 'retire', async ({ year }) => {
    const retired = { retiredAt: work.now.toISOString(), retiredBy: work.actor.sub }
    await updateRecord(work, 'indicator_set', id, { state: rules.steps.retire.to, ...retired })
    return { event: newEvent('indicator-set.retired', { year }) }
  })
}

/** Least sum of weights of 民发〔2016〕242号 by which a total says something. */
const MIN_TOTAL_WEIGHT = 60
/** Fewest cases, as in bulletins. */
const MIN_N = 5

function whole({ minN = MIN_N, evidenceRequired = false, bonus = false, ...item }: NewIndicator): Indicator {
  return { ...item, minN, evidenceRequired, bonus }
}

function written({ groups, grades, items }: rules.Content) {
  return {
    groups: JSON.stringify(groups),
    grades: JSON.stringify(grades),
    items: JSON.stringify(items)
  }
}

const setSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('indicator-set-not-found'),
  lock: ({ tx, actor, today }, id) => store.lock(tx, actor, id, today),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
