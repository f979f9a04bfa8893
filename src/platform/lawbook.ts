import type { Clause } from './refusal.ts'

const known = new Map<string, Clause>()

/** Makes clauses known by which a refusal may be explained. Done once, by the room that reads the law. */
export function learn(clauses: readonly Clause[]): void {
  for (const { id, text } of clauses) known.set(id, { id, text })
}

/** A clause by its identifier. A rule names it only, since a rule reads nothing. */
export function clauseNamed(id: string): Clause {
  const clause = known.get(id)
  if (clause === undefined) throw new Error(`there is no clause ${id}`)
  return clause
}
