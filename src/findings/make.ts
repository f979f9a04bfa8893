import { v7 as uuid } from 'uuid'
import { type Citables, citeEach } from '../causes/index.ts'
import { checkDeploymentOfFinding } from '../deployments/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { manyRecords } from '../platform/database/records.ts'
import type { Work } from '../platform/work/work.ts'
import { itemNamed, itemsFor } from '../policy/index.ts'
import { insertTermsEach, type Timetable, timetable } from '../terms/index.ts'
import { type Place, unitPlaces } from '../units/index.ts'
import * as rules from './rules.ts'
import type { NewFinding } from './schema.ts'
import * as store from './store.ts'

/** Records a problem that a unit found at a unit below it. The term for the rectification begins. */
export function makeFinding(work: Work, citables: Citables, wanted: NewFinding): Promise<store.Shown> {
  return makeOne(work, citables, wanted, false)
}

/** The same for a finding of an inspection, whose target may have moved away since the inspection began. */
export function makeFindingOfInspection(work: Work, citables: Citables, wanted: NewFinding) {
  return makeOne(work, citables, wanted, true)
}

async function makeOne(
  work: Work,
  citables: Citables,
  wanted: NewFinding,
  mayHaveMoved: boolean
): Promise<store.Shown> {
  const [made] = await makeFindings(work, citables, [wanted], () => '', mayHaveMoved)
  return present(made)
}

/**
 * Makes the findings of one body, all or none, and returns them in order. `pointerTo` gives the JSON pointer
 * of each in that body.
 *
 * @throws not-found if the inspecting unit is not within the actor's own; the refusals of a finding
 */
export async function makeFindings(
  work: Work,
  citables: Citables,
  wanted: readonly NewFinding[],
  pointerTo: (n: number) => string = (n) => `/${n}`,
  mayHaveMoved = false
): Promise<store.Shown[]> {
  if (wanted.length === 0) return []
  const { tx, actor, today } = work
  const found = await prepare(work, wanted, pointerTo, mayHaveMoved)
  const made = await store.insert(tx, manyRecords('finding', found.map(rowOf(work))))
  const repeats = new Map(made.map(({ id, repeats }) => [id, repeats]))
  await insertTermsEach(
    tx,
    found.map(({ id, target, term }) => ({ term, subject: { kind: 'finding', id, unitCode: target.code } }))
  )
  await citeEach(work, citables, found.map(citationOf(pointerTo)))
  for (const { id, one, unit, term } of found) {
    const { targetCode, area, itemId = null, severity } = one
    const details = {
      targetCode,
      area,
      itemId,
      severity,
      dueOn: term.dueOn,
      repeats: repeats.get(id) ?? null
    }
    work.record('finding.made', { id, unitCode: unit.code, path: unit.path }, details)
  }
  const ids = found.map(({ id }) => id)
  return store.whole(tx, citables, actor, ids, today)
}

/** Checks all findings and computes their terms before anything is written. */
async function prepare(
  work: Work,
  wanted: readonly NewFinding[],
  pointerTo: (n: number) => string,
  mayHaveMoved: boolean
): Promise<Found[]> {
  const { tx, actor, now, today } = work
  for (const [n, code] of firsts(wanted))
    await placeOf(tx, actor, 'finding', code, `${pointerTo(n)}/unitCode`)
  const codes = wanted.flatMap(({ unitCode, targetCode }) => [unitCode, targetCode])
  const units = await unitPlaces(tx, codes)
  const named = wanted.map((one, n) => {
    return { one, ...checked(one, units, today, pointerTo(n), mayHaveMoved) }
  })
  for (const [n, one] of wanted.entries()) await checkDeploymentOfFinding(work, one, pointerTo(n))
  const targets = named.map(({ target }) => target)
  const tables = await timetables(work, targets)
  return named.map(({ one, unit, target }, n) => {
    const days = rules.daysUntil(one.rectifyBy, today, `${pointerTo(n)}/rectifyBy`)
    const term = present(tables.get(target.code)).begin(rules.TERM, today, { days })
    return { id: uuid({ msecs: now.getTime() }), one, unit, target, term }
  })
}

interface Found {
  id: string
  one: NewFinding
  unit: Place
  target: Place
  term: ReturnType<Timetable['begin']>
}

/** Each inspecting unit once, with the index of the first finding that names it. */
function firsts(wanted: readonly NewFinding[]): [number, string][] {
  const codes = wanted.map(({ unitCode }) => unitCode)
  return codes.flatMap((code, n): [number, string][] => (codes.indexOf(code) === n ? [[n, code]] : []))
}

/** Checks one finding and returns its units. */
function checked(
  { unitCode, targetCode, area, itemId, evidence = [] }: NewFinding,
  units: ReadonlyMap<string, Place>,
  today: string,
  pointer: string,
  mayHaveMoved: boolean
): Pick<Found, 'unit' | 'target'> {
  const unit = present(units.get(unitCode))
  rules.checkValid(unit, today, `${pointer}/unitCode`)
  const named = units.get(targetCode)
  if (!mayHaveMoved) rules.checkBelow(unitCode, targetCode, named, `${pointer}/targetCode`)
  const target = present(named)
  rules.checkValid(target, today, `${pointer}/targetCode`)
  if (itemId !== undefined) {
    rules.checkItem(itemId, itemsFor(area, target.level, today), itemNamed(itemId), `${pointer}/itemId`)
  }
  rules.checkEvidence(evidence, today, `${pointer}/evidence`)
  return { unit, target }
}

/** The timetable of each target, from which its terms are computed. */
async function timetables({ tx }: Work, targets: readonly Place[]): Promise<Map<string, Timetable>> {
  const tables = new Map<string, Timetable>()
  for (const code of new Set(targets.map(({ code }) => code))) {
    tables.set(code, await timetable(tx, code))
  }
  return tables
}

/** The columns of a new finding: what the body says of it goes into the column of its name. */
function rowOf({ now, actor }: Work) {
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  return ({ id, one, unit, target, term }: Found) => {
    const { rectifyBy: _, cause: __, itemId = null, evidence = [], ...own } = one
    const places = { path: unit.path, targetPath: target.path }
    return { ...own, ...places, ...made, id, itemId, evidence, dueOn: term.dueOn }
  }
}

function citationOf(pointerTo: (n: number) => string) {
  return ({ id, one }: Found, n: number) => ({
    consequence: { kind: 'finding' as const, id },
    causes: one.cause === undefined ? [] : [one.cause],
    pointerTo: () => `${pointerTo(n)}/cause`
  })
}
