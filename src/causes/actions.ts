import type { Work } from '../platform/work.ts'
import type { Citables } from './citable.ts'
import type { Cause } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/**
 * Notes on what a record rests on. A cause that the actor may not see is as good as none.
 *
 * @throws cause-not-found, cause-twice: at `pointer` with the place in the list
 */
export async function cite(
  { tx, actor }: Work,
  citables: Citables,
  consequence: Cause,
  causes: readonly Cause[],
  pointer = '/causes'
): Promise<void> {
  if (causes.length === 0) return
  const keys = causes.map(({ kind, id }) => `${kind} ${id}`)
  const again = keys.findIndex((key, n) => keys.indexOf(key) < n)
  if (again >= 0) throw refuse('cause-twice', { pointer: `${pointer}/${again}` })
  const seen = new Set((await store.seen(tx, citables, actor, causes)).map(({ kind, id }) => `${kind} ${id}`))
  const missing = keys.findIndex((key) => !seen.has(key))
  if (missing >= 0) throw refuse('cause-not-found', { pointer: `${pointer}/${missing}` })
  await store.link(tx, consequence, causes)
}
