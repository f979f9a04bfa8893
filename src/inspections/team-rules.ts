import { refuse } from './vocabulary.ts'

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
  unitCode: string
  targetCode: string
  targetPath: string
}

/**
 * Why somebody may not be sent: nobody inspects his own unit, nor where he is partial: there, above it, or
 * below it.
 */
export function partiality(
  { line, conflicts }: Pick<Candidate, 'line' | 'conflicts'>,
  { targetCode, targetPath }: Pick<Destination, 'targetCode' | 'targetPath'>,
  linesOf: ReadonlyMap<string, readonly string[]>
): 'own-unit' | 'conflict' | undefined {
  if (line.includes(targetCode)) return 'own-unit'
  const targetLine = targetPath.split('.')
  const isNear = (code: string) => targetLine.includes(code) || linesOf.get(code)?.includes(targetCode)
  return conflicts.some(isNear) ? 'conflict' : undefined
}

/** A team that was chosen by hand: people of the inspecting unit, or of units below it. */
export function checkTeam(
  team: readonly string[],
  candidates: readonly Candidate[],
  destination: Destination,
  linesOf: ReadonlyMap<string, readonly string[]>
): void {
  for (const [n, id] of team.entries()) {
    const pointer = `/team/${n}`
    const person = candidates.find((one) => one.id === id)
    if (person === undefined || !person.line.includes(destination.unitCode)) {
      throw refuse('inspector-unknown', { pointer })
    }
    if (!person.active) throw refuse('inspector-inactive', { pointer })
    if (partiality(person, destination, linesOf) !== undefined) {
      throw refuse('inspector-partial', { pointer })
    }
  }
}
