import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { mustStandAbove, placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { mustBeInOffice, type Place, unitPlace, unitPlaces } from '../units/index.ts'
import * as rules from './rules.ts'
import type { NewEvaluation } from './schema.ts'
import * as store from './store.ts'
import type { Group } from './tables.ts'
import { scoreAll } from './targets/scoring.ts'
import { refuse } from './vocabulary.ts'

/** Makes an evaluation as a draft, with the units that it is about. */
export async function makeEvaluation(work: Work, wanted: NewEvaluation): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, setId, year, from: fromOn, to: toOn, selfBy, verifyBy } = wanted
  const place = await unitPlace(tx, unitCode)
  mustStandAbove(actor, 'evaluation', place?.path.split('.') ?? [], '/unitCode')
  const unit = present(place)
  mustBeInOffice(unit, today, '/unitCode')
  rules.checkDays(wanted, today)
  const set = await store.usableSet(tx, setId, unit.path)
  if (set === undefined) throw refuse('indicator-set-unusable', { pointer: '/setId' })
  const targets = await targetsOf(work, unit, wanted, set.levels)
  const id = uuid({ msecs: now.getTime() })
  const made = { madeAt: now.toISOString(), madeBy: actor.sub }
  const days = { fromOn, toOn, selfBy, verifyBy }
  const path = sql`unit_path(${unitCode})`
  await insertRecord(tx, 'evaluation', { id, unitCode, path, setId, year, ...days, ...made })
  await store.insertTargets(
    tx,
    targets.map(({ code, path }) => ({
      ...{ id: uuid({ msecs: now.getTime() }), evaluationId: id, unitCode: code, path },
      ...{ isSelf: code === unitCode, groupCode: groupOf(set.groups, code), updatedAt: made.madeAt }
    }))
  )
  work.record('evaluation.made', { id, unitCode, path: unit.path }, { year, targets: targets.length })
  return present(await store.find(tx, actor, id, today))
}

function groupOf(groups: readonly Group[], unitCode: string): string | null {
  return groups.find(({ unitCodes }) => unitCodes.includes(unitCode))?.code ?? null
}

/** The units that are asked for. Each is below the evaluating unit, or that unit itself, alone. */
async function targetsOf(
  work: Work,
  unit: Place,
  { targets }: NewEvaluation,
  levels: readonly string[]
): Promise<store.Candidate[]> {
  if ('self' in targets) {
    if (!targets.self) throw refuse('evaluation-no-targets', { pointer: '/targets' })
    return ofLevels([unit], levels, '/targets/self')
  }
  if ('unitCodes' in targets) return namedUnits(work, unit, targets.unitCodes, levels)
  const { withinCode, level } = targets
  const tree = await placeOf(work.tx, work.actor, 'evaluation', withinCode, '/targets/withinCode')
  const all = await store.unitsWithin(work.tx, tree, level, work.today)
  const below = all.filter(({ path }) => path.startsWith(`${unit.path}.`))
  if (below.length === 0) throw refuse('evaluation-no-targets', { pointer: '/targets' })
  return ofLevels(below, levels, '/targets/level')
}

async function namedUnits(work: Work, unit: Place, codes: readonly string[], levels: readonly string[]) {
  const units = await unitPlaces(work.tx, codes)
  return codes.map((code, n) => {
    const pointer = `/targets/unitCodes/${n}`
    const one = units.get(code)
    if (one === undefined || !one.path.startsWith(`${unit.path}.`)) {
      throw refuse('evaluation-not-below', { pointer, values: { unit: unit.code } })
    }
    mustBeInOffice(one, work.today, pointer)
    return present(ofLevels([one], levels, pointer)[0])
  })
}

function ofLevels<T extends store.Candidate>(
  all: readonly T[],
  levels: readonly string[],
  pointer: string
): T[] {
  if (all.some(({ level }) => !levels.includes(level))) throw refuse('evaluation-level', { pointer })
  return [...all]
}

/** Opens an evaluation: the units see it and give their own values. */
export function openEvaluation(work: Work, id: string): Promise<store.Shown> {
  return takeStep(kind, work, id, 'open', async ({ year, targets, selfBy }) => {
    const opened = { openedAt: work.now.toISOString(), openedBy: work.actor.sub }
    await updateRecord(work, 'evaluation', id, { state: rules.steps.open.to, ...opened })
    return { event: newEvent('evaluation.opened', { year, targets, dueOn: selfBy }) }
  })
}

/** Ends the self-assessment: the evaluating unit verifies the values, which the units then see. */
export function verifyEvaluation(work: Work, id: string): Promise<store.Shown> {
  return takeStep(kind, work, id, 'verify', async ({ year }) => {
    const begun = { verificationAt: work.now.toISOString(), verificationBy: work.actor.sub }
    await updateRecord(work, 'evaluation', id, { state: rules.steps.verify.to, ...begun })
    return { event: newEvent('evaluation.verification-begun', { year }) }
  })
}

/** Computes scores, totals, grades and ranks from the values as they are now. */
export function scoreEvaluation(work: Work, id: string): Promise<store.Shown> {
  return takeStep(kind, work, id, 'score', async ({ year, setId }) => {
    const ranked = await scoreAll(work, { id, setId })
    const scored = { scoredAt: work.now.toISOString(), scoredBy: work.actor.sub }
    await updateRecord(work, 'evaluation', id, { state: rules.steps.score.to, ...scored })
    return { event: newEvent('evaluation.scored', { year, ...ranked }) }
  })
}

/** Publishes the result: everybody within the evaluating unit sees the ranking. */
export function publishEvaluation(work: Work, id: string): Promise<store.Shown> {
  return takeStep(kind, work, id, 'publish', async ({ year, targets }) => {
    const published = { publishedAt: work.now.toISOString(), publishedBy: work.actor.sub }
    await updateRecord(work, 'evaluation', id, { state: rules.steps.publish.to, ...published })
    return { event: newEvent('evaluation.published', { year, targets }) }
  })
}

/** Closes an evaluation. One that is not published yet is given up, and no more of it is shown. */
export function closeEvaluation(work: Work, id: string): Promise<store.Shown> {
  return takeStep(kind, work, id, 'close', async ({ year, publishedAt }) => {
    const closed = { closedAt: work.now.toISOString(), closedBy: work.actor.sub }
    await updateRecord(work, 'evaluation', id, { state: rules.steps.close.to, ...closed })
    return { event: newEvent('evaluation.closed', { year, published: publishedAt !== null }) }
  })
}

const kind: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('evaluation-not-found'),
  lock: ({ tx, actor, today }, id) => store.lock(tx, actor, id, today),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
