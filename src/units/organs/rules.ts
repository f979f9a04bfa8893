import type { Level } from '../vocabulary.ts'

/** How the name or the code of an organ follows from its unit. The first that fits counts. */
export interface Derivation {
  level: Level
  /** Of the name of the unit; its groups are `$1`, `$2` in `result`. */
  pattern: RegExp
  result: string
}

export interface Derivations {
  organs: readonly Derivation[]
  codes: readonly Derivation[]
}

/** What a unit sets itself; null where it follows from the unit. */
export interface Named {
  name: string
  level: Level
  organName: string | null
  organCode: string | null
  sealName: string | null
}

/** The organ that acts for a unit. `organCode` is null where the unit issues no numbered documents. */
export interface Organ {
  organName: string
  organCode: string | null
  sealName: string
}

export function organBy({ organs, codes }: Derivations, unit: Named): Organ {
  const organName = unit.organName ?? derived(organs, unit) ?? unit.name
  return {
    organName,
    organCode: unit.organCode ?? derived(codes, unit) ?? null,
    sealName: unit.sealName ?? organName
  }
}

function derived(list: readonly Derivation[], { level, name }: Named): string | undefined {
  for (const one of list) {
    const found = one.level === level ? one.pattern.exec(name) : null
    if (found !== null) return one.result.replace(/\$(\d)/g, (_, n) => found[Number(n)] ?? '')
  }
  return undefined
}
