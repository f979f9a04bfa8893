import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { meetTerms, reopenTerms } from '../../terms/index.ts'
import type { Channel, Content } from '../labels.ts'
import '../tables.ts'

/** The terms of a county for its website: the one that it keeps, and the limit of the statute. */
export const TERMS = ['disclosure.website', 'disclosure.website-limit'] as const

/** A disclosure, as far as a website has to show it. */
interface Posted {
  unitCode: string
  content: Content
  channel: Channel
  programmeId: string | null
  period: string | null
}

/** Whether a list of recipients was published on the website for a due month. */
export const isPublished = sql<boolean>`posted.content = 'recipients' and posted.channel = 'website'
  and posted.programme_id = website_due.programme_id and posted.period = website_due.period
  and posted.unit_code in (website_due.unit_code, unit_acting(website_due.unit_code))`

/** Ends the terms of the month that a list is about, or resumes them once no list is published any more. */
export async function settleWebsite(work: Work, { content, channel, ...list }: Posted): Promise<void> {
  if (content !== 'recipients' || channel !== 'website') return
  const { rows } = await sql<{ id: string; publishedOn: string | null }>`
    select website_due.id, (
      select min(posted.posted_on) from disclosure as posted
      where ${isPublished} and posted.state <> 'withdrawn') as "publishedOn"
    from website_due
    where programme_id = ${list.programmeId} and period = ${list.period}::date
      and ${list.unitCode} in (unit_code, unit_acting(unit_code))
    for update of website_due`.execute(work.tx)
  for (const { id, publishedOn } of rows) {
    await reopenTerms(work.tx, 'disclosure', id, TERMS)
    if (publishedOn !== null) await meetTerms(work.tx, 'disclosure', id, TERMS, publishedOn)
  }
}

/** A batch whose roster was uploaded, with the county whose website has to show it. */
export interface Roster {
  unitCode: string
  path: string
  programmeId: string
  programme: string
  period: string
  villages: string[]
}

/**
 * The current roster of a batch. A township that pays leaves the website to its county. Undefined where there
 * is no roster any more, or where the recipients of the programme are not shown.
 */
export async function rosterOf(tx: Tx, disbursementId: string): Promise<Roster | undefined> {
  const { rows } = await sql<Roster>`
    select shower.code as "unitCode", shower.path, disbursement.programme_id as "programmeId",
      programme.code as programme, disbursement.period, array(
        select distinct village_code from roster_line
        where roster_line.upload_id = disbursement.roster_upload_id
          and roster_line.period = disbursement.period
        order by 1) as villages
    from disbursement
    join fund_programme as programme on programme.id = disbursement.programme_id
    join unit as payer on payer.code = disbursement.unit_code
    join unit as shower on shower.code = case when payer.level = 'township'
      then coalesce((select code from unit as county
        where county.code = any(string_to_array(payer.path, '.')) and county.level = 'county'), payer.code)
      else payer.code end
    where disbursement.id = ${disbursementId} and disbursement.roster_upload_id is not null
      and programme.disclosure = 'required'`.execute(tx)
  return rows[0]
}

/** Adds villages to the month of a county that has begun; gives false where it has not. */
export async function addVillages({ tx, now }: Work, { unitCode, programmeId, period, villages }: Roster) {
  const { rows } = await sql`
    update website_due set ${touched(now)}, villages = array(
      select village from unnest(villages || ${villages}::text[]) as village
      group by village order by village)
    where unit_code = ${unitCode} and programme_id = ${programmeId} and period = ${period}::date
    returning id`.execute(tx)
  return rows.length > 0
}
