import { sql } from 'kysely'
import type { DueRecord, RetainedKinds } from '../../platform/work/retained.ts'
import type { Work } from '../../platform/work/work.ts'
import { eraseFiles } from '../identity/files.ts'
import * as identities from '../identity/store.ts'
import '../tables.ts'

/** A case has ended with its closing, else with its reply, unless one of its terms is still running. */
const ended = sql`closed_on is not null or (concluded_on is not null and next_due_on = 'infinity')`
const endedOn = sql`coalesce(closed_on, concluded_on) as ended_on`

export const retained: RetainedKinds = {
  'case-identity': {
    subject: 'case',
    ended: sql`
      select id, unit_code, path, ${endedOn} from petition_case
      where (${ended}) and exists (select from case_reporter where case_id = petition_case.id)`,
    erase
  },
  // Only the texts: people appraise archives, and other records refer to the cases.
  case: {
    subject: 'case',
    ended: sql`select id, unit_code, path, ${endedOn} from petition_case where ${ended}`
  }
}

/** Deletes the identity keys of these cases, like an erasure by two people. */
async function erase(work: Work, due: readonly DueRecord[], clauseId: string): Promise<string[]> {
  const { tx, now, today } = work
  const erased = await tx
    .updateTable('petition_case')
    .set({ identity_erased_on: today, updated_at: now.toISOString(), version: sql<number>`version + 1` })
    .where('id', '=', sql<string>`any(${due.map(({ id }) => id)}::uuid[])`)
    .where(sql<boolean>`(${ended})`)
    .returning(['id', 'unit_code as unitCode'])
    .execute()
  const ids = erased.map(({ id }) => id)
  await identities.erase(tx, ids)
  await eraseFiles(work, erased)
  const dueOn = new Map(due.map((one) => [one.id, one.dueOn]))
  for (const one of erased) {
    work.record('case.identity-erased', one, { dueOn: dueOn.get(one.id), clauseId })
  }
  return ids
}
