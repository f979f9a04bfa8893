import { sql } from 'kysely'
import { sweepRows } from '../../platform/database/sweep.ts'
import { type Repeated, repeatByClock } from '../../platform/work/repeat.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { type Contents, removeOldDrafts, removeUnused } from './contents.ts'
import * as rows from './store.ts'

const HOUR_MS = 3600_000
/** How often it is looked, in seconds. */
const EVERY = 600
/** Uploads wait for their record for so long, in hours. */
const WAITING_HOURS = 24
const BATCH = 200

/**
 * Removes uploads that nobody linked to a record within a day, and the contents that no attachment uses any
 * more. Rows go first and objects afterwards: a crash leaves an object that the next run removes.
 */
export async function sweepAttachments(
  { db, clock, log }: AppContext,
  contents: Contents,
  alive = () => {}
): Promise<void> {
  const now = clock().getTime()
  const hoursAgo = (hours: number) => new Date(now - hours * HOUR_MS)
  const old = hoursAgo(WAITING_HOURS).toISOString()
  const waiting = await sweepRows(
    db,
    'attachment',
    sql<boolean>`subject_kind is null and created_at < ${old}::timestamptz`
  )
  await rows.dropUnused(db, hoursAgo(1))
  let removed = 0
  for (;;) {
    const names = await rows.unusedBefore(db, hoursAgo(1), BATCH)
    let gone = 0
    for (const name of names) {
      if (await removeUnused(db, contents, name)) gone += 1
      alive()
    }
    removed += gone
    if (names.length < BATCH || gone === 0) break
  }
  await removeOldDrafts(contents.store, hoursAgo(1))
  if (waiting + removed > 0) log.info({ event: 'attachments.swept', waiting, removed })
}

export function keepSweepingAttachments(
  context: AppContext,
  contents: Contents,
  onError: (error: unknown) => void
): Repeated {
  return repeatByClock(context, EVERY, (alive) => sweepAttachments(context, contents, alive), onError)
}
