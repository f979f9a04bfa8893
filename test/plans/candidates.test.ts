import t from 'tap'
import { below, furtherDown } from '../examples/jilin.ts'
import { plansOf } from '../examples/plan.ts'
import { reframe } from '../platform/draw/redraw.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { create, tasks, draws, frame } = plansOf(service)

t.test('a draw is made among those that count, and that no full inspection reaches anyhow', async (t) => {
  const add = (code: string, more: object) =>
    call('POST', '/v1/units', { body: { code, name: code, level: 'township', parentCode: '2204', ...more } })
  const [one, two, three] = below('2204', 'township').map(({ code }) => code)
  const headers = { 'if-match': '"1"' }
  await add('2204direct', {})
  await add('2204later', { parentCode: '220402', validFrom: '2026-03-03' })
  await add('2204today', { parentCode: '220402', validFrom: '2026-03-02' })
  await call('PATCH', `/v1/units/${one}`, { body: { countsInQuota: false }, headers })
  for (const code of [two, three]) {
    for (const { code: village } of below(String(code), 'village')) {
      await call('POST', `/v1/units/${village}/retire`, { body: { on: '2026-03-01' } })
    }
  }
  t.equal((await call('POST', `/v1/units/${two}/retire`, { body: { on: '2026-03-02' } })).status, 200)
  t.equal((await call('POST', `/v1/units/${three}/retire`, { body: { on: '2026-03-03' } })).status, 200)
  const { id, totals } = await create('2204')
  const [draw] = await draws(id)
  const left = furtherDown('2204', 'township').filter((code) => code !== one && code !== two)
  t.equal(await frame(String(draw?.id)), reframe([...left, '2204today']).text)
  t.equal(draw?.population, left.length + 1)
  const full = (await tasks(id, '&coverage=full')).map(({ targetCode }) => targetCode)
  t.ok(full.includes('2204direct'))
  t.equal(totals.full, full.length)
})
