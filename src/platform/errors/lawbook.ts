import type { Clause } from './refusal.ts'

/** A clause and its place in the law. */
export interface CitedClause extends Clause {
  citation: string
}

const known = new Map<string, CitedClause>()

/** Adds clauses that can explain a refusal or a term. The room of the law calls it once. */
export function learn(clauses: readonly CitedClause[]): void {
  // The first one stays: the latest policy comes first.
  for (const { id, text, citation } of clauses) if (!known.has(id)) known.set(id, { id, text, citation })
}

/** A clause by its identifier. Rules have only the identifier, because rules read nothing. */
export function clauseNamed(id: string): CitedClause {
  const clause = known.get(id)
  if (clause === undefined) throw new Error(`there is no clause ${id}`)
  return clause
}
