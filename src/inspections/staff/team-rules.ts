import type { Fault } from '../../platform/errors/refusal.ts'
import { refuse, wordings } from '../vocabulary.ts'

/** A person on the staff register, with the values that decide where they may be sent. */
export interface Candidate {
  id: string
  /** Codes of the units above the person's unit, and of that unit. */
  line: readonly string[]
  active: boolean
  /** Units with which the person has a conflict of interest (回避). */
  conflicts: readonly string[]
}

/** The target of an inspection, and the unit that sends people there. */
export interface Destination {
  /** The unit that sends people: the inspecting unit while it exists, else its successor. */
  acting: string
  targetCode: string
  targetPath: string
  /** The units that the target succeeded (承继), directly or through others. */
  origins?: readonly string[]
  /** The units that the target and the units above it succeeded. */
  lineOrigins?: readonly string[]
}

/**
 * Why a person may not be sent, undefined if they may. People inspect neither their own unit or its
 * successor, nor a unit of a conflict, a unit above or below it, its predecessor or its successor.
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

/** Checks a team that was chosen by hand: people of the inspecting unit or of units below it. */
export function checkTeam(
  team: readonly string[],
  candidates: readonly Candidate[],
  destination: Destination,
  linesOf: ReadonlyMap<string, readonly string[]>
): void {
  const [first] = unfit(team, candidates, destination, linesOf)
  if (first !== undefined) throw refuse(first.code, { pointer: first.pointer })
}

/** The same when the inspection begins; the refusal lists all members who may no longer be sent. */
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
