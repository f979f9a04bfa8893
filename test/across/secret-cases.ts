import { sql } from 'kysely'
import { upload } from '../examples/files.ts'
import type { TestDatabase } from '../support/database.ts'
import type { Person, TestService } from '../support/service.ts'
import { stepBodies } from './cases.ts'
import { beside, done, type People, target } from './secret.ts'
import { findingAt } from './world-findings.ts'

const petition = {
  kind: 'appeal',
  channel: 'visit',
  receivedAt: '2026-03-02T08:30:00+08:00',
  category: 'low-income-allowance',
  summary: '反映低保申请长期未得到答复',
  anonymous: true
}

/** The county beside, which handles reports on the city, and comes to lie below that city afterwards. */
export const moving = beside.countyThere

/** What everybody has: cases of the accused unit and around it, one of them handed down from above. */
export async function makeCases(service: TestService, person: People): Promise<void> {
  for (const unitCode of [...Object.values(target), ...Object.values(beside)]) {
    await receive(service, person('22'), { unitCode })
  }
  const id = await receive(service, person('22'), { unitCode: '22', summary: '反映低保金发放不及时' })
  await step(service, person('22'), id, 'forward', { toUnitCode: target.city, note: '属地办理' })
  await done(service.call('POST', '/v1/findings', { as: person('22'), body: findingAt('22', target.city) }))
}

/**
 * Reports on the city: one that came in at a county of it and is handled by the province, one that a county
 * beside it handles until that county comes to lie below the city; there the province takes it further.
 */
export async function makeReports(service: TestService, person: People): Promise<void> {
  const report = { kind: 'report', accusedUnitCode: target.city, category: 'conduct' }
  const words = { summary: '检举截留挪用低保资金' }
  const clerk = person('22', 'clerk')
  const above = await receive(service, clerk, { ...report, ...words, unitCode: target.county })
  const there = await receive(service, person('22'), { ...report, ...words, unitCode: moving })
  await step(service, person(moving), there, 'accept', {})
  const same = await receive(service, person('22'), {
    ...report,
    ...words,
    unitCode: '22',
    sameFactsAs: above
  })
  await step(service, person('22'), there, 'link', { caseId: same })
  await write(service, person('22'), there)
  await attach(service, person('22'), 'case', above)
  await move(service.database)
  await step(service, person('22'), there, 'reply', stepBodies.reply)
  await done(service.call('GET', `/v1/cases/${above}`, { as: clerk }))
  await rest(service, above)
  await step(service, person('22'), above, 'recuse', { reason: '与被检举人有亲属关系', sub: clerk.sub })
}

/**
 * Lets what was found at the city rest on a report on it. Behind the service's back: the finding is there
 * without the report too, and only what it rests on is to differ.
 */
async function rest({ database }: TestService, caseId: string): Promise<void> {
  await sql`
    insert into cause_link (consequence_kind, consequence_id, position, cause_kind, cause_id)
    select 'finding', id, 1, 'case', ${caseId}::uuid from finding where target_code = ${target.city}`.execute(
    database.owner.db
  )
}

/** A case of the city's own from which somebody steps aside, and what others do with it afterwards. */
export async function makeRecusal(service: TestService, person: People, sub: string): Promise<void> {
  const of = { unitCode: target.city, summary: '反映优亲厚友问题', category: 'other' }
  const id = await receive(service, { ...person(target.city), sub }, of)
  await step(service, person(target.city, 'leader'), id, 'recuse', { reason: '与信访人有亲属关系', sub })
  await write(service, person('22', 'other'), id)
  for (const name of ['accept', 'extend', 'reply'] as const) {
    await step(service, person(target.city, 'other'), id, name, stepBodies[name])
  }
}

/** Hangs the county below the city behind the service's back, so that nothing else comes to differ. */
export async function move({ owner }: TestDatabase): Promise<void> {
  const [from, to] = [`22.${beside.city}.${moving}`, `22.${target.city}.${moving}`]
  await sql`update unit set parent_code = ${target.city} where code = ${moving}`.execute(owner.db)
  await sql`
    update unit set path = ${to} || substr(path, ${from.length + 1}::int)
    where path = ${from} or path like ${`${from}.%`}`.execute(owner.db)
}

async function receive({ call }: TestService, as: Person, fields: object): Promise<string> {
  return (await done(call('POST', '/v1/cases', { as, body: { ...petition, ...fields } }))).id
}

/** A letter about a case, and a clue handed on. */
async function write(service: TestService, as: Person, id: string): Promise<void> {
  const letter = { kind: 'supervise', grounds: 'other', text: '请依法办理并书面反馈。' }
  const referral = { receiver: 'discipline', receiverName: '省纪委监委', text: '涉嫌优亲厚友线索。' }
  const written = await done(service.call('POST', `/v1/cases/${id}/letters`, { as, body: letter }))
  await attach(service, as, 'letter', written.id)
  await done(service.call('POST', `/v1/cases/${id}/referrals`, { as, body: referral }))
}

/** A file that nobody else has. */
async function attach(service: TestService, as: Person, kind: string, id: string): Promise<void> {
  const query = `?subjectKind=${kind}&subjectId=${id}`
  await done(upload(service, query, '举报材料.txt', `举报材料 ${id}`, { as }))
}

async function step({ call }: TestService, as: Person, id: string, name: string, body: object) {
  await done(call('POST', `/v1/cases/${id}/${name}`, { as, body }))
}
