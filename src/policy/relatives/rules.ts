import type { Policy } from '../schema.ts'
import type { LocalRelatives, Relation } from './schema.ts'

/** What a local rule says about near relatives. */
export interface LocalRule {
  unitCode: string
  effectiveFrom: string
  relatives: LocalRelatives
}

/** The rules for near relatives, as they hold for a unit on a day. */
export interface RelativeRules {
  clauseId: string
  /** The clause of the statute that lists the relations. */
  listClauseId: string
  /** Relations that are to be filed: those of the statute, and wider ones that a local rule adds. */
  inForce: ReadonlySet<string>
  /** Codes of programmes whose recipients are to be filed besides those of the low-income ones. */
  programmes: ReadonlySet<string>
  /** Month and day by which the yearly declarations are due: `03-31`. */
  declarationsDue: string
}

/**
 * Local rules of the unit and of those above it are added up: of each unit its latest one counts, and of
 * several days for the declarations the earliest.
 */
export function rulesFor(policy: Policy, locals: readonly LocalRule[]): RelativeRules {
  const { clauseId, relations, declarationsDue } = policy.relatives
  const latest = [...Map.groupBy(locals, ({ unitCode }) => unitCode).values()].map(
    (list) => list.reduce((a, b) => (a.effectiveFrom > b.effectiveFrom ? a : b)).relatives
  )
  const ofStatute = relations.filter(({ scope }) => scope === 'statute')
  const statute = ofStatute.map(({ code }) => code)
  const days = latest.flatMap((one) => one.declarationsDue ?? [])
  return {
    clauseId,
    listClauseId: ofStatute[0]?.clauseId ?? clauseId,
    inForce: new Set([...statute, ...latest.flatMap((one) => one.relations ?? [])]),
    programmes: new Set(latest.flatMap((one) => one.programmes ?? [])),
    declarationsDue: [declarationsDue, ...days].reduce((a, b) => (a < b ? a : b))
  }
}

/** A relation by its code, its name, its code of GB/T 4761-2008 or another word for it. */
export function relationNamed(relations: readonly Relation[], word: string): string | undefined {
  const found = relations.find(
    ({ code, name, gbCodes, synonyms }) =>
      code === word ||
      name.zh === word ||
      name.en === word ||
      gbCodes.includes(word) ||
      synonyms.includes(word)
  )
  return found?.code
}
