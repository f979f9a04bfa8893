import { ALGORITHM, frameText, ranking, sha256 } from '../../platform/draw/draw.ts'
import { verdict } from '../../platform/draw/rules.ts'
import type { Verification } from '../../platform/draw/schema.ts'
import type { Area } from '../../policy/index.ts'
import { type Destination, type Candidate as Person, partiality } from '../staff/team-rules.ts'
import type { TeamDraw } from './schema.ts'
import { type Exclusion, refuse } from './vocabulary.ts'

/** A person on the register of the inspecting unit or of a unit below it. */
export interface Candidate extends Pick<Person, 'id' | 'line' | 'conflicts'> {
  qualifications: readonly Area[]
}

/** The target and the areas of the inspection for which a team is drawn. */
export interface Errand extends Pick<Destination, 'targetCode' | 'targetPath' | 'origins' | 'lineOrigins'> {
  areas: readonly Area[]
}

type Lines = Parameters<typeof partiality>[2]

/** The people who can be drawn, and those who cannot, each with the reason. */
export function frameOf(candidates: readonly Candidate[], errand: Errand, linesOf: Lines) {
  const judged = candidates.map((one) => ({ id: one.id, why: exclusionOf(one, errand, linesOf) }))
  const byId = judged.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    ids: byId.filter(({ why }) => why === undefined).map(({ id }) => id),
    excluded: byId.flatMap(({ id, why }) => (why === undefined ? [] : [{ staffId: id, why }]))
  }
}

/** A person with a conflict is left out; so is one whose qualifications cover none of the areas. */
export function exclusionOf(one: Candidate, errand: Errand, linesOf: Lines): Exclusion | undefined {
  const { qualifications } = one
  const isFit = qualifications.length === 0 || errand.areas.some((area) => qualifications.includes(area))
  return partiality(one, errand, linesOf) ?? (isFit ? undefined : 'not-qualified')
}

interface Wanted {
  size: number
  reason?: string | undefined
  seed: string
  seedSource: string
}

/** Draws a team. `earlier`: the number of draws before this one. */
export function draw({ ids, excluded }: ReturnType<typeof frameOf>, wanted: Wanted, earlier: number) {
  const { size, reason = null, seed, seedSource } = wanted
  if (earlier > 0 && reason === null) throw refuse('redraw-unexplained', { pointer: '/reason' })
  const population = ids.length
  if (population < size) {
    const values = { population, size, excluded: excluded.length }
    throw refuse('too-few-inspectors', { pointer: '/size', values })
  }
  const frame = frameText(ids)
  const selected = ranking(ids, seed).slice(0, size)
  const found = { size, population, selected, excluded, frame, frameHash: sha256(frame) }
  return { ordinal: earlier + 1, reason, ...found, seed, seedSource, algorithm: ALGORITHM }
}

export interface Drawn extends TeamDraw {
  frame: string
  /** The present team; null if a later draw decided it. */
  team: readonly string[] | null
  /** The evidence in the audit trail; undefined if the trail has no line of this draw. */
  noted: string | undefined
}

/** A hash over the draw for the audit trail, by which any later change is noticed. */
export function evidence(draw: TeamDraw): string {
  const { inspectionId, ordinal, reason, size, population, areas, selected, excluded } = draw
  const { seed, seedSource, algorithm, frameHash, drawnAt, drawnBy } = draw
  const why = excluded.map(({ staffId, why }) => [staffId, why])
  const shown = [inspectionId, ordinal, reason, size, population, areas, selected, why]
  return sha256(JSON.stringify([...shown, seed, seedSource, algorithm, frameHash, drawnAt, drawnBy]))
}

/** Recomputes a draw, and compares it with the team and with the evidence in the audit trail. */
export function verify({ team, noted, ...draw }: Drawn): Verification {
  const goes = team ?? draw.selected
  return verdict({ ...draw, required: draw.size }, () => [
    ['team', goes.toSorted().join(' '), draw.selected.toSorted().join(' ')],
    ['audit', evidence(draw), noted ?? 'none']
  ])
}
