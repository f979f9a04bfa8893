import t from 'tap'
import { testService } from '../support/service.ts'
import { cityOf, of } from './city.ts'

const service = await testService(t)
const { call } = service
const { add, retire } = cityOf(service)
const city = '2201'

/** What is begun about a unit, or by it, by its city. */
const attempts: Record<string, [url: string, body: (unit: string) => object]> = {
  finding: [
    '/v1/findings',
    (targetCode) => ({ unitCode: city, targetCode, area: 'funds', severity: 'minor', text: '问题' })
  ],
  interview: [
    '/v1/interviews',
    (intervieweeUnitCode) => ({
      ...{ unitCode: city, intervieweeUnitCode, reason: '约谈', causes: [], calledFor: '2026-03-02' }
    })
  ],
  notice: [
    '/v1/notices',
    (unit) => ({
      ...{ unitCode: city, title: '通报', text: '内容', addressees: { unitCodes: [unit] }, causes: [] }
    })
  ],
  inspection: [
    '/v1/inspections',
    (targetCode) => ({
      ...{ unitCode: city, targetCode, method: 'open-check', plannedOn: '2026-03-02', areas: ['funds'] }
    })
  ],
  case: [
    '/v1/cases',
    (unitCode) => ({
      ...{ kind: 'appeal', channel: 'hotline', receivedAt: '2026-03-02T08:30:00+08:00', unitCode },
      ...{ category: 'low-income-allowance', summary: '来电', anonymous: true }
    })
  ],
  plan: ['/v1/inspection-plans', (unitCode) => ({ unitCode, year: 2026 })]
}
/** What a unit keeps for itself; it may be prepared before it begins. */
const kept: typeof attempts = {
  staff: ['/v1/staff', (unitCode) => ({ unitCode, name: '王芳', post: '科员', qualifications: ['funds'] })],
  'local rule': [
    '/v1/local-rules',
    (unitCode) => ({
      ...{ unitCode, effectiveFrom: '2026-03-02', document: '细则' },
      terms: [{ rule: 'case.conclude', days: 50 }]
    })
  ]
}

await add('220197', 'county', city, { validFrom: '2026-04-01' })
await add('220196', 'county', city)
await retire('220196', '2026-03-02', '220102')

t.test('nothing begins about a unit that has not begun or has ended', async (t) => {
  for (const [name, [url, body]] of Object.entries(attempts)) {
    for (const unit of ['220197', '220196']) {
      const { status, text } = await call('POST', url, { as: of(city), body: body(unit) })
      t.equal(status, 422, `${name} ${unit} ${text}`)
    }
  }
  for (const unit of ['220197', '220196']) {
    const { body } = await call('GET', `/v1/units/${unit}/obligations?year=2026`, { as: of(city) })
    t.strictSame(body.items, [], `${unit} owes nothing`)
  }
})

t.test('nor is a register or a rule kept for one that has ended', async (t) => {
  for (const [name, [url, body]] of Object.entries(kept)) {
    const as = { ...of(city), roles: [...of(city).roles, 'admin' as const] }
    const answers = []
    for (const unit of ['220196', '220197']) answers.push(await call('POST', url, { as, body: body(unit) }))
    t.match(answers, [{ status: 422, body: { code: 'unit-not-in-office' } }, { status: 201 }], name)
  }
})
