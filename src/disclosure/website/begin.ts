import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { insertRecord } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, timetable } from '../../terms/index.ts'
import { addVillages, rosterOf, settleWebsite, TERMS } from './store.ts'

/**
 * A county has to show the recipients of a month from the day on which the first roster stands. A later
 * roster does not begin the terms again.
 */
export async function beginWebsite(work: Work, disbursementId: string, stoodOn: string): Promise<void> {
  const { tx, now } = work
  const roster = await rosterOf(tx, disbursementId)
  if (roster === undefined || (await addVillages(work, roster))) return
  const { unitCode, programmeId, period, villages } = roster
  const { begin } = await timetable(tx, unitCode)
  const [due, limit] = TERMS.map((rule) => begin(rule, stoodOn))
  if (due === undefined || limit === undefined) return
  const id = uuid({ msecs: now.getTime() })
  const path = sql`unit_path(${unitCode})`
  const limitOn = limit.dueOn < due.dueOn ? due.dueOn : limit.dueOn
  await insertRecord(tx, 'website_due', {
    ...{ id, unitCode, path, programmeId, period, villages, stoodOn },
    ...{ dueOn: due.dueOn, limitOn }
  })
  await insertTerms(tx, [due, limit], { kind: 'disclosure', id, unitCode })
  const list = { content: 'recipients', channel: 'website' } as const
  await settleWebsite(work, { unitCode, programmeId, period, ...list })
}
