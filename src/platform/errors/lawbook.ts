import type { Clause } from './refusal.ts'

/** A clause with the place where it stands. */
export interface CitedClause extends Clause {
  citation: string
}

const known = new Map<string, CitedClause>()

/** Makes clauses known by which a refusal or a term may be explained. Done once, by the room of the law. */
export function learn(clauses: readonly CitedClause[]): void {
  // The first one stays: the latest policy comes first.
  for (const { id, text, citation } of clauses) if (!known.has(id)) known.set(id, { id, text, citation })
}

/** A clause by its identifier. A rule names it only, since a rule reads nothing. */
export function clauseNamed(id: string): CitedClause {
  const clause = known.get(id)
  if (clause === undefined) throw new Error(`there is no clause ${id}`)
  return clause
}
