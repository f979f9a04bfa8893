import { upload } from '../examples/files.ts'
import type { Person, TestService } from '../support/service.ts'
import { beside, done, type People, target } from './secret.ts'

const visit = { method: 'unannounced-visit', plannedOn: '2026-06-17', areas: ['funds', 'disclosure'] }
const sound = { areas: visit.areas.map((area) => ({ area, conclusion: 'sound' })) }
const period = { from: '2026-03-01', to: '2026-12-31' }

/**
 * What everybody has: inspections of the county's own, one of the province that has begun at the county, one of
 * the city beside it whose results are published; a campaign and people of the county's own.
 */
export async function makeInspections(service: TestService, person: People): Promise<void> {
  const { county, township } = target
  await plan(service, person(county), { unitCode: county, targetCode: township })
  const begun = await plan(service, person('22'), { unitCode: '22', targetCode: county })
  await step(service, person('22'), begun, 'start')
  const published = await plan(service, person(target.city), {
    unitCode: target.city,
    targetCode: beside.county
  })
  for (const name of ['start', 'complete', 'publish']) {
    await step(service, person(target.city), published, name, name === 'complete' ? sound : undefined)
  }
  await campaign(service, person(county), county, [township])
  await register(service, person(county), county)
}

/**
 * Inspections of one unit that nobody below it may notice: an unannounced visit at each of the targets, the
 * first of them out of a task of its plan and with a drawn team, all changed once; an open check that is not
 * notified; a campaign on all of them with a visit out of it; and people who stay away from them.
 */
export async function makeVisits(service: TestService, person: People, unitCode: string, targets: string[]) {
  const as = person(unitCode)
  const [first] = targets as [string]
  const staff = [await register(service, as, unitCode, first), await register(service, as, unitCode)]
  for (const targetCode of targets) {
    const taskId = targetCode === first ? await task(service, as, unitCode, first) : undefined
    const id = await plan(service, as, { unitCode, targetCode, taskId, team: staff.slice(1) })
    const headers = { 'if-match': '*', 'idempotency-key': `visit-${id}` }
    const body = { plannedOn: '2026-06-18' }
    await done(service.call('PATCH', `/v1/inspections/${id}`, { as, body, headers }))
    if (targetCode === first) await step(service, as, id, 'draw-team', { size: 1 })
    await checkOf(service, as, { unitCode, targetCode, inspectionId: id })
    const query = `?subjectKind=inspection&subjectId=${id}`
    await done(upload(service, query, '暗访提纲.txt', `暗访提纲 ${id}`, { as }))
  }
  await plan(service, as, { unitCode, targetCode: first, method: 'open-check' })
  const campaignId = await campaign(service, as, unitCode, targets)
  await plan(service, as, { unitCode, targetCode: first, campaignId })
}

async function plan({ call }: TestService, as: Person, fields: object): Promise<string> {
  return (await done(call('POST', '/v1/inspections', { as, body: { ...visit, ...fields } }))).id
}

async function step({ call }: TestService, as: Person, id: string, name: string, body?: object) {
  await done(call('POST', `/v1/inspections/${id}/${name}`, { as, body }))
}

/** What was seen on the website of a target before the visit begins: as secret as the visit. */
async function checkOf({ call }: TestService, as: Person, about: object) {
  const observations = [{ content: 'recipients', result: 'outdated', periodShown: '2025-07' }]
  const body = { ...about, checkedOn: '2026-03-01', channel: 'website', observations }
  await done(call('POST', '/v1/disclosure-checks', { as, body }))
}

async function campaign({ call }: TestService, as: Person, unitCode: string, unitCodes: string[]) {
  const body = { unitCode, topic: '低保资金发放专项督导', ...period, targets: { unitCodes } }
  return (await done(call('POST', '/v1/campaigns', { as, body }))).id as string
}

/** Somebody of a unit, who may stay away from another one; gives his id. */
async function register({ call }: TestService, as: Person, unitCode: string, awayFrom?: string) {
  const conflicts = awayFrom === undefined ? [] : [{ unitCode: awayFrom, reason: '曾在该单位任职' }]
  const body = { unitCode, name: '暗访人员', post: '科员', conflicts }
  return (await done(call('POST', '/v1/staff', { as, body }))).id as string
}

/** The task of the unit's plan on a target that was not drawn. */
async function task({ call }: TestService, as: Person, unitCode: string, targetCode: string) {
  const plans = await done(call('GET', `/v1/inspection-plans?unitCode=${unitCode}&year=2026`, { as }))
  const url = `/v1/inspection-plans/${plans.items[0].id}/tasks?coverage=full&targetCode=${targetCode}`
  return (await done(call('GET', url, { as }))).items[0].id as string
}
