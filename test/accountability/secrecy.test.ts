import t from 'tap'
import { withRoutes } from '../across/routes.ts'
import * as surface from '../across/surface.ts'
import { city, county, recordsOf, township } from '../examples/accountability-record.ts'
import { everyRole as roles } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'

const service = await withRoutes(() => testService(t))
const { cause, made, lift } = recordsOf(service)
const absent = '019cac0f-2680-7000-8000-00000000dead'
const one = await cause()
// What everybody may know of lies there before: an earlier record, and the interview that the secret rests on.
await made()
await service.seal()

const words = [city, county, '22', one.id, absent, '2026-03-01', '1']
const readings: surface.Question[] = [
  ...surface.readings(service.routes, words, words),
  {
    method: 'GET',
    url: `/v1/consequences?kind=interview&id=${one.id}&count=true`,
    headers: {}
  }
]

async function read(unit: string): Promise<string[]> {
  const token = await service.token({ unit, roles, sub: `${unit}:everything` })
  const found: string[] = []
  for (const reading of readings) found.push(await surface.seen(service, token, reading))
  return found
}

t.test('the unit concerned, those below and beside read the same bytes before and after', async (t) => {
  const people = [county, township, '2202']
  const before = new Map<string, string[]>()
  for (const unit of [city, ...people]) before.set(unit, await read(unit))
  const id = await made({ causes: [one] })
  ok(await lift(id, { on: '2026-03-02', reason: '复核后撤销' }))
  for (const unit of people) {
    const after = await read(unit)
    for (const [n, reading] of readings.entries()) {
      if (after[n] !== before.get(unit)?.[n]) {
        t.equal(after[n], before.get(unit)?.[n], `${unit} ${reading.method} ${reading.url}`)
      }
    }
    const token = await service.token({ unit, roles, sub: `${unit}:everything` })
    const look = (url: string) => surface.seen(service, token, { method: 'GET', url, headers: {} })
    for (const address of [
      '/v1/accountability-records/',
      '/v1/consequences?kind=accountability-record&id='
    ]) {
      t.equal(
        (await look(address + id)).replaceAll(id, absent),
        await look(address + absent),
        `${unit} ${address}`
      )
    }
  }
  const told = await read(city)
  const differing = readings.filter((_, n) => told[n] !== before.get(city)?.[n]).map(({ url }) => url)
  for (const part of ['/v1/accountability-records', '/v1/consequences', `/v1/units/${county}/timeline`]) {
    t.ok(
      differing.some((url) => url.startsWith(part)),
      `${part} can tell: this test can fail`
    )
  }
})
