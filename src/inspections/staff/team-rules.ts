import type { Fault } from '../../platform/errors/refusal.ts'
import { refuse, wordings } from '../vocabulary.ts'

/** Somebody on the staff register, as far as it matters who may be sent where. */
export interface Candidate {
  id: string
  /** Codes of the units above his own, and of that. */
  line: readonly string[]
  active: boolean
  /** Units that he stays away from (回避). */
  conflicts: readonly string[]
}

/** Where an inspection goes. */
export interface Destination {
  /** The unit that sends people there: the one that inspects, or the one that acts for it. */
  acting: string
  targetCode: string
  targetPath: string
  /** What the target succeeded to (承继), however long ago. */
  origins?: readonly string[]
  /** What the target and the units above it succeeded to. */
  lineOrigins?: readonly string[]
}

/**
 * Why somebody may not be sent: people do not inspect their own unit or what took its place, nor where they
 * have a conflict: there, above it, below it, or at a predecessor or successor.
 */
export function partiality(
  { line, conflicts }: Pick<Candidate, 'line' | 'conflicts'>,
  { targetCode, targetPath, origins = [], lineOrigins = [] }: Target,
  linesOf: ReadonlyMap<string, readonly string[]>
): 'own-unit' | 'conflict' | undefined {
  const targets = [targetCode, ...origins]
  if (targets.some((code) => line.includes(code))) return 'own-unit'
  const targetLine = targetPath.split('.').concat(lineOrigins)
  const isNear = (code: string) =>
    targetLine.includes(code) || targets.some((target) => linesOf.get(code)?.includes(target))
  return conflicts.some(isNear) ? 'conflict' : undefined
}

type Target = Pick<Destination, 'targetCode' | 'targetPath' | 'origins' | 'lineOrigins'>

/** A team that was chosen by hand: people of the inspecting unit, or of units below it. */
export function checkTeam(
  team: readonly string[],
  candidates: readonly Candidate[],
  destination: Destination,
  linesOf: ReadonlyMap<string, readonly string[]>
): void {
  const [first] = unfit(team, candidates, destination, linesOf)
  if (first !== undefined) throw refuse(first.code, { pointer: first.pointer })
}

/** The same when it is about to begin: all who may not go by now, at once. */
export function checkStanding(...asked: Parameters<typeof unfit>): void {
  const faults = unfit(...asked).map(
    ({ code, pointer }): Fault => ({ code, pointer, sentence: wordings[code].title })
  )
  if (faults.length > 0) throw refuse('team-unfit', { faults })
}

type Unfit = 'inspector-unknown' | 'inspector-inactive' | 'inspector-partial'

function unfit(
  team: readonly string[],
  candidates: readonly Candidate[],
  destination: Destination,
  linesOf: ReadonlyMap<string, readonly string[]>
): { code: Unfit; pointer: string }[] {
  const reasonFor = (id: string): Unfit | undefined => {
    const person = candidates.find((one) => one.id === id)
    if (person === undefined || !person.line.includes(destination.acting)) return 'inspector-unknown'
    if (!person.active) return 'inspector-inactive'
    return partiality(person, destination, linesOf) === undefined ? undefined : 'inspector-partial'
  }
  return team.flatMap((id, n) => {
    const code = reasonFor(id)
    return code === undefined ? [] : [{ code, pointer: `/team/${n}` }]
  })
}
