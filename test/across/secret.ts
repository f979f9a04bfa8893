import { ranking } from '../../src/platform/draw/draw.ts'
import type { Person, TestService } from '../support/service.ts'

/** The city, the county in it, the township in that, the village in that: targets of plans above them. */
export const target = { city: '2201', county: '220102', township: '220102001', village: '220102001001' }
export const beside = { county: '220103', city: '2202', countyThere: '220202' }
/** A city that has nothing to do with any of them. */
const elsewhere = '2203'

export type People = (unit: string, sub?: string) => Person

/** What everybody has, secret or not: own plans, local rules, a changed unit, an operation of one's own. */
export async function makeCommon(service: TestService, person: People): Promise<void> {
  const { call } = service
  for (const unitCode of [target.county, beside.county, target.township, beside.city, beside.countyThere]) {
    await done(call('POST', '/v1/inspection-plans', { as: person(unitCode), body: { unitCode, year: 2026 } }))
  }
  for (const unitCode of ['22', target.city, target.county]) {
    const body = {
      unitCode,
      effectiveFrom: '2026-01-01',
      document: '细则',
      terms: [{ rule: 'case.conclude', days: 50 }]
    }
    await done(call('POST', '/v1/local-rules', { as: person('22'), body }))
  }
  const renamed = { as: person(target.county), headers: { 'if-match': '"1"' }, body: { name: '南岭街道办' } }
  await done(call('PATCH', `/v1/units/${target.township}`, renamed))
  await generate(service, person(target.county), target.county, 2027)
}

/**
 * A plan with all that belongs to it, secret to the targets: its tasks, on a direct subordinate and on a
 * drawn one, arranged as unannounced visits; a drawn target replaced; submitted and approved. And a plan of
 * another year that is only a draft.
 */
export async function makeSecret(service: TestService, person: People, unitCode: string, targets: Targets) {
  const { call } = service
  const [maker, leader] = [person(unitCode, 'maker'), person(unitCode, 'leader')]
  const seed = await seedFor(service, person('22'), unitCode, targets)
  const body = { unitCode, year: 2026, seed, seedSource: '福利彩票双色球2026001期' }
  const headers = { 'idempotency-key': `plan-of-${unitCode}` }
  const plan = await done(call('POST', '/v1/inspection-plans', { as: maker, body, headers }))
  const { items } = await done(call('GET', `/v1/inspection-plans/${plan.id}/tasks?limit=200`, { as: maker }))
  const taskOn = (code: string) => items.find((task: { targetCode: string }) => task.targetCode === code)
  for (const code of [targets.direct, targets.drawn]) {
    const visit = { method: 'unannounced-visit', scheduledOn: '2026-06-03', team: ['暗访组甲'] }
    const task = taskOn(code)
    await done(
      call('PATCH', `/v1/inspection-tasks/${task.id}`, {
        as: maker,
        body: visit,
        headers: { 'if-match': '"1"' }
      })
    )
  }
  const gone = items.find((task: { coverage: string; targetCode: string }) => {
    return task.coverage === 'sample' && task.targetCode !== targets.drawn
  })
  await done(
    call('POST', `/v1/inspection-tasks/${gone.id}/replace`, { as: leader, body: { reason: '道路中断' } })
  )
  await done(call('POST', `/v1/inspection-plans/${plan.id}/submit`, { as: maker }))
  await done(call('POST', `/v1/inspection-plans/${plan.id}/approve`, { as: leader }))
  await done(call('POST', '/v1/inspection-plans', { as: maker, body: { unitCode, year: 2027 } }))
}

/** An operation of the province on a city elsewhere, with its plans. */
export async function makeOperation(service: TestService, person: People): Promise<void> {
  await generate(service, person('22'), elsewhere, 2026)
}

export interface Targets {
  direct: string
  drawn: string
}

async function generate(service: TestService, as: Person, withinCode: string, year: number): Promise<void> {
  const begun = await done(
    service.call('POST', '/v1/inspection-plans/generate', { as, body: { withinCode, year } })
  )
  const { body } = await service.ended(begun.id)
  if (body.state !== 'succeeded') throw new Error(`the plans were not made: ${JSON.stringify(body)}`)
}

/** A seed with which the draw of a unit comes upon the wanted target. */
async function seedFor(
  { call }: TestService,
  as: Person,
  unitCode: string,
  { drawn }: Targets
): Promise<string> {
  const owed = await done(call('GET', `/v1/units/${unitCode}/obligations?year=2026`, { as }))
  const { targetLevel, required } = owed.items.find(
    (item: { coverage: string }) => item.coverage === 'sample'
  )
  const codes: string[] = []
  let url: string | undefined = `/v1/units?within=${unitCode}&level=${targetLevel}&limit=200`
  while (url !== undefined) {
    const page = await done(call('GET', url, { as }))
    for (const unit of page.items) if (unit.parentCode !== unitCode) codes.push(unit.code)
    url = page.nextCursor === null ? undefined : `${url.split('&cursor')[0]}&cursor=${page.nextCursor}`
  }
  for (let n = 1; n < 1000; n += 1) {
    if (ranking(codes, `2026${n}`).indexOf(drawn) < required) return `2026${n}`
  }
  throw new Error(`no seed draws ${drawn}`)
}

// biome-ignore lint/suspicious/noExplicitAny: the contract is checked on every call
export async function done(call: ReturnType<TestService['call']>): Promise<any> {
  const { status, body, text } = await call
  if (status >= 300) throw new Error(`refused: ${text}`)
  return body
}
