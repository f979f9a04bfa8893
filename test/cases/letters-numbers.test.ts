import t from 'tap'
import { city, clerk, county, lettersOf } from '../examples/letter.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { clock } = service
const { receive, step, issue, issued } = lettersOf(service)

t.test('fifty at once, some of them refused or repeated: numbers without a gap', async (t) => {
  const cases = await Promise.all(Array.from({ length: 10 }, () => receive()))
  const over = await receive()
  await step(over, 'withdraw')
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const id = cases[n % 10] as string
      const headers = { 'idempotency-key': `letter-${n}` }
      const [first] = await Promise.all([
        issue(id, { headers }),
        n % 5 === 0 ? issue(over) : undefined,
        n % 7 === 0 ? issue(id, { as: clerk(county) }) : undefined,
        n % 3 === 0 ? issue(id, { more: { kind: 'urge' } }) : undefined
      ])
      const { body } = await issue(id, { headers })
      t.equal(body.id, first.body.id, 'the first answer comes again')
      return first
    })
  )
  t.ok(answers.every(({ status }) => status === 201))
  const numbers = answers.map(({ body }) => body.number).sort()
  t.same(
    numbers,
    Array.from({ length: 50 }, (_, n) => `2201-2026-S-${String(n + 1).padStart(6, '0')}`)
  )
  t.equal((await issued(cases[0] as string, { more: { kind: 'urge' } })).number, '2201-2026-U-000018')
})

t.test('each unit, each kind and each year has its own', async (t) => {
  const id = await receive('2203')
  const number = async (kind: string) => (await issued(id, { as: clerk('22'), more: { kind } })).number
  t.equal(await number('urge'), '22-2026-U-000001')
  t.equal(await number('supervise'), '22-2026-S-000001')
  t.equal(await number('urge'), '22-2026-U-000002')
  // Half an hour into the new year in Shanghai.
  clock.now = new Date('2026-12-31T16:30:00Z')
  t.equal(await number('urge'), '22-2027-U-000001')
  clock.now = new Date('2026-12-31T15:30:00Z')
  t.equal(await number('urge'), '22-2026-U-000003')
  t.equal((await issued(await receive(city), { as: clerk('22') })).number, '22-2026-S-000002')
})
