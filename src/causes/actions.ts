import type { Work } from '../platform/work/work.ts'
import type { Citables } from './citable.ts'
import type { Cause } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** A record and its causes; `pointerTo` returns the JSON pointer of each cause in the body. */
export interface Citation {
  consequence: Cause
  causes: readonly Cause[]
  pointerTo: (n: number) => string
}

/**
 * Links a record to its causes. A cause that the actor may not see counts as missing.
 *
 * @throws cause-not-found, cause-twice: at `pointer` with the place in the list
 */
export function cite(
  work: Work,
  citables: Citables,
  consequence: Cause,
  causes: readonly Cause[],
  pointer = '/causes'
): Promise<void> {
  return citeEach(work, citables, [{ consequence, causes, pointerTo: (n) => `${pointer}/${n}` }])
}

/** The same for many records at once. */
export async function citeEach(
  { tx, actor }: Work,
  citables: Citables,
  citations: readonly Citation[]
): Promise<void> {
  const all = citations.flatMap(({ causes }) => causes)
  if (all.length === 0) return
  for (const { causes, pointerTo } of citations) mustDiffer(causes.map(nameOf), pointerTo)
  const seen = new Set((await store.seen(tx, citables, actor, all)).map(nameOf))
  for (const { causes, pointerTo } of citations) {
    const missing = causes.findIndex((cause) => !seen.has(nameOf(cause)))
    if (missing >= 0) throw refuse('cause-not-found', { pointer: pointerTo(missing) })
  }
  await store.link(tx, citations)
}

function mustDiffer(names: readonly string[], pointerTo: (n: number) => string): void {
  const again = names.findIndex((name, n) => names.indexOf(name) < n)
  if (again >= 0) throw refuse('cause-twice', { pointer: pointerTo(again) })
}

function nameOf({ kind, id }: Cause): string {
  return `${kind} ${id}`
}
