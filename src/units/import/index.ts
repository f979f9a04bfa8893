import { sql } from 'kysely'
import { OPERATOR } from '../../platform/auth/actor.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Work } from '../../platform/work/work.ts'
import * as store from '../store.ts'
import type { TreeFollower } from '../succession/index.ts'
import { changeShape } from '../tree.ts'
import { refuse } from '../vocabulary.ts'
import { check, taken } from './check.ts'
import { merge } from './merge.ts'
import type { ImportResult } from './schema.ts'
import { MOST_FAULTS, provincesIn, type UnitFile, upload } from './upload.ts'

/**
 * Brings a file of units into the tree: all of it or nothing. The lines are read before the tree is held, so
 * that others wait for the merging only.
 *
 * @throws tree-busy, import-rejected with the faults, by line and column
 */
export async function importUnits(
  work: Work,
  file: UnitFile,
  followers: readonly TreeFollower[]
): Promise<ImportResult> {
  const { tx, actor, today } = work
  await sql`set local statement_timeout = 0`.execute(tx)
  const { received, faults, unusable, broken, ignored, normalised, at } = await upload(tx, file)
  // Faults before the break are not shown, because how much was read before it is a matter of chance.
  if (broken.length > 0) reject(broken, 1)
  await changeShape(work, await provincesIn(tx))
  const found = await check(tx, actor, await mayAddRoots(work), today, at)
  const all = [...faults, ...found.faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (all.length > 0) reject(all, unusable + found.lines)
  const elsewhere = await taken(tx, actor, at)
  if (elsewhere.lines > 0) reject(elsewhere.faults, elsewhere.lines)
  const { created, updated } = await merge(work, received, followers)
  const result = { received, created, updated, unchanged: received - created - updated }
  work.record(
    'unit.imported',
    { code: actor.unitCode === OPERATOR ? await store.root(tx) : actor.unitCode },
    result
  )
  return { ...result, normalised, ignored: [...ignored] }
}

function reject(faults: Fault[], rejected: number): never {
  throw refuse('import-rejected', { faults: faults.slice(0, MOST_FAULTS), rejected, values: { rejected } })
}

async function mayAddRoots({ tx, actor }: Work): Promise<boolean> {
  return actor.unitCode === OPERATOR || (await store.isEmpty(tx))
}
