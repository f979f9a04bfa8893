import { sql } from 'kysely'
import { OPERATOR } from '../../platform/auth/actor.ts'
import type { Upload } from '../../platform/csv/read.ts'
import type { Fault } from '../../platform/refusal.ts'
import type { Work } from '../../platform/work.ts'
import { TREE } from '../actions.ts'
import type { ImportResult } from '../schema.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { check } from './check.ts'
import { merge } from './merge.ts'
import { MOST_FAULTS, type Uploaded, upload } from './upload.ts'

/**
 * Takes the file in. One import at a time, and no move beside it.
 *
 * @throws import-running
 */
export async function takeIn({ tx }: Work, file: Upload): Promise<Uploaded> {
  await sql`set local statement_timeout = 0`.execute(tx)
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${TREE}, 0)) as free`.execute(tx)
  if (!rows[0]?.free) throw refuse('import-running')
  return upload(tx, file)
}

/**
 * Brings an upload into the tree: all of it or nothing.
 *
 * @throws import-rejected with the faults, by line and column
 */
export async function importUnits(
  work: Work,
  { received, faults, unusable, broken }: Uploaded
): Promise<ImportResult> {
  const { tx, actor, today } = work
  // What stands before the break is not told: how much of it was read is a matter of chance.
  if (broken.length > 0) reject(broken, 1)
  const found = await check(tx, actor, await mayAddRoots(work), today)
  const all = [...faults, ...found.faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (all.length > 0) reject(all, unusable + found.lines)
  const { created, updated } = await merge(work, received)
  const result = { received, created, updated, unchanged: received - created - updated }
  work.record(
    'unit.imported',
    { code: actor.unitCode === OPERATOR ? await store.root(tx) : actor.unitCode },
    result
  )
  return result
}

function reject(faults: Fault[], rejected: number): never {
  throw refuse('import-rejected', { faults: faults.slice(0, MOST_FAULTS), rejected, values: { rejected } })
}

async function mayAddRoots({ tx, actor }: Work): Promise<boolean> {
  return actor.unitCode === OPERATOR || (await store.isEmpty(tx))
}
