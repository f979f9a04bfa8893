import { sql } from 'kysely'
import { addMonths } from '../../platform/days.ts'
import type { Tx, Work } from '../../platform/work.ts'
import { villagesIn } from '../../units/index.ts'
import { spendFrom } from '../allocations/flow.ts'
import { monthAfter } from '../disbursements/rules.ts'
import * as disbursements from '../disbursements/store.ts'
import type { Hasher } from '../hasher.ts'
import { mustBeAtHand } from '../months.ts'
import { refuse } from '../vocabulary.ts'
import type { UploadKind } from '../words.ts'
import type { File } from './file.ts'
import { removeOldLines } from './growth.ts'
import { type Incoming, MOST_FAULTS, takeIn } from './intake.ts'
import type { Taken } from './schema.ts'
import * as store from './store.ts'

/** How files are taken in. */
export interface Intake {
  hashed: Hasher
  /** Versions of a file that keep their lines. */
  versionsKept: number
}

/**
 * Takes a file in for a batch that the actor keeps: all of it or nothing. The same file once more changes
 * nothing. One of a kind at a time: the second does not wait for the first to end, and then replace it.
 *
 * @throws fund-month-archived, upload-running, upload-empty; upload-rejected with the faults, by place
 */
export async function takeFile(
  work: Work,
  id: string,
  kind: UploadKind,
  file: File,
  { hashed, versionsKept }: Intake
): Promise<Taken & { version: number }> {
  return land(work, id, await receive(work, id, kind, file, hashed), {
    allowEmpty: file.allowEmpty,
    versionsKept
  })
}

/** Reads the lines of a file into the database, where they stand beside the file before. */
async function receive(
  work: Work,
  id: string,
  kind: UploadKind,
  file: File,
  hashed: Hasher
): Promise<Incoming> {
  const { tx, actor, today } = work
  const batch = await disbursements.seen(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  await mustBeAtHand(tx, batch.period)
  if (!(await store.takeTurn(tx, id, kind))) throw refuse('upload-running')
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`savepoint before_lines`.execute(tx)
  const month = { from: batch.period, until: monthAfter(batch.period) }
  const places = kind === 'roster' ? await villagesIn(tx, batch.unitCode, month) : []
  const earliest = addMonths(batch.period, -PAID_AHEAD)
  return takeIn(tx, batch, kind, file, { ...byName(places), hashed, today, earliest })
}

/** A quarter may be paid in its first month; what was paid before was not for this month. */
const PAID_AHEAD = 2

/** Codes of villages, and the code of each name; none where several have the name. */
function byName(places: { code: string; name: string }[]) {
  const villageNames = new Map<string, string>()
  for (const { code, name } of places) villageNames.set(name, villageNames.has(name) ? '' : code)
  return { villages: new Set(places.map(({ code }) => code)), villageNames }
}

/** Lets a file stand in the place of the one before, or refuses it. */
async function land(
  work: Work,
  id: string,
  incoming: Incoming,
  { allowEmpty, versionsKept: kept }: { allowEmpty: boolean; versionsKept: number }
): Promise<Taken & { version: number }> {
  const { tx, actor } = work
  const { kind, faults, rejected, broken } = incoming
  // What stands before the break is not told: how much of it was read is a matter of chance.
  if (broken.length > 0) throw rejection(broken, 1)
  if (rejected > 0) throw rejection(faults, rejected)
  const batch = await disbursements.lock(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  const before = await store.standing(tx, batch, kind)
  if (before?.fileHash === incoming.digest && before.format === incoming.format) {
    await sql`rollback to savepoint before_lines`.execute(tx)
    return { ...(await taken(tx, before.id, true, incoming)), version: batch.version }
  }
  if (incoming.lines === 0 && before !== undefined && !allowEmpty) throw refuse('upload-empty')
  await store.insert(work, batch, incoming)
  const version = await disbursements.point(tx, id, kind, incoming.id)
  // What recipients got is spent from the allocation whose money it is.
  if (kind === 'payments' && batch.allocationId !== null) await spendFrom(work, batch.allocationId)
  const result = await taken(tx, incoming.id, false, incoming)
  const { id: uploadId, number, lines, amount, paidLines, paidAmount, fileHash } = result
  if (number > kept) await removeOldLines(work, { disbursementId: id, kind, period: batch.period, kept })
  const told = { uploadId, number, lines, amount, paidLines, paidAmount, fileHash }
  work.record(`disbursement.${kind}-uploaded`, batch, told)
  return { ...result, version }
}

function rejection(faults: Incoming['faults'], rejected: number) {
  return refuse('upload-rejected', { faults: faults.slice(0, MOST_FAULTS), rejected, values: { rejected } })
}

async function taken(
  tx: Tx,
  id: string,
  unchanged: boolean,
  { normalised, ignored }: Incoming
): Promise<Taken> {
  return { ...(await store.shown(tx, id)), unchanged, normalised, ignored: [...ignored] }
}
