import t from 'tap'
import { batchesOf, paymentsOf } from '../examples/batch.ts'
import { city, county, keeper, moneyOf, township } from '../examples/money.ts'
import { noted, nothingWritten, nowhere, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** Whose money a batch is paid from: by default the unit's own, and never that of who must not be seen. */
const service = await testService(t)
const { call } = service
const { programme, received, part, read } = moneyOf(service)
await programme('p')
await programme('q')
const { payments } = batchesOf(service)
const url = '/v1/disbursements'

const toCity = await received({ toUnitCode: city, amount: '1000' })
const toCounty = ok(await part(toCity.id, county, '100'))
const officer = keeper(county)

let month = 0
const make = (unitCode: string, more: object = {}, as = officer) => {
  month += 1
  const period = `20${String(10 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`
  return call('POST', url, { as, body: { programme: 'p', unitCode, period, ...more } })
}
const made = async (unitCode: string, more: object = {}, as = officer) => ok(await make(unitCode, more, as))

const pay = async (id: string, amount: string, on = '2026-01-20') =>
  ok(await payments(id, paymentsOf(`R,${amount},${on},6228480010000001,paid`), { as: keeper() }))

const change = async (id: string, body: object, as = officer, version?: string) => {
  const tag = version ?? String((await call('GET', `${url}/${id}`, { as: keeper() })).headers.etag)
  return call('PATCH', `${url}/${id}`, { as, body, headers: { 'if-match': tag } })
}
const spentOf = async (id: string) => (await read(`/v1/allocations/${id}`)).spent

t.test('money of a unit above cannot be reached, and looks like none', async (t) => {
  const wrong = await received({ programme: 'q', toUnitCode: county })
  const beside = ok(await part(toCity.id, '220103', '1'))
  const town = ok(await part(toCounty.id, township, '1'))
  const others = { 'of the city': toCity, 'of none': { id: nowhere }, 'of a unit beside': beside }
  const foreign = { ...others, 'of another programme': wrong, 'of a unit below': town }
  const is: [number, string, string] = [422, 'disbursement-allocation', '/allocationId']
  const batch = await made(county, { allocationId: null })
  const headers = { 'if-match': '"1"' }
  const body = { programme: 'p', unitCode: county, period: '2009-01' }
  for (const [name, { id: allocationId }] of Object.entries(foreign)) {
    await refused(
      t,
      service,
      { method: 'POST', url, as: officer },
      {
        [name]: { body: { ...body, allocationId }, is },
        [`${name}, later`]: {
          ...{ method: 'PATCH', url: `${url}/${batch.id}`, headers },
          ...{ body: { allocationId }, is }
        }
      }
    )
  }
  const answers = await Promise.all(
    Object.values(others).map(({ id }) => make(county, { period: '2009-01', allocationId: id }))
  )
  const texts = answers.map(({ body: { requestId: _, ...rest } }) => JSON.stringify(rest))
  t.equal(new Set(texts).size, 1, 'word by word')
  t.match(await read(`/v1/allocations/${toCity.id}`), { spent: '0.00', metOn: null })
})

t.test('who sees a part does not learn the id of the whole', async (t) => {
  const own = await read(`/v1/allocations/${toCounty.id}`, officer)
  t.equal(own.parentId, null)
  t.equal(own.chain.nodes[0].parentId, null)
  t.match(own, { fromUnitCode: city })
  for (const as of [keeper(city), keeper()]) {
    const seen = await read(`/v1/allocations/${toCounty.id}`, as)
    t.same([seen.parentId, seen.chain.nodes[0].parentId], [toCity.id, toCity.id], as.unit)
  }
  const whole = await read('/v1/allocations', officer)
  t.notMatch(JSON.stringify(whole), toCity.id)
  const csv = await call('GET', '/v1/allocations', { as: officer, headers: { accept: 'text/csv' } })
  t.notMatch(csv.text, toCity.id)
  const [line] = await noted(service, toCounty.id)
  t.notMatch(JSON.stringify(line), toCity.id, 'nor by what was noted of it')
})

t.test('a county pays for its township from its own money; the township cannot', async (t) => {
  const as = keeper(township)
  const refusedHere = await make(township, { allocationId: toCounty.id }, as)
  t.match(refusedHere, { status: 422, body: { code: 'disbursement-allocation' } })
  const { id, allocationId } = await made(township, { allocationId: toCounty.id })
  t.equal(allocationId, toCounty.id)
  await pay(id, '5')
  t.equal(await spentOf(toCounty.id), '5.00')
  t.equal((await read(`${url}/${id}`, as)).allocationId, null, 'nor does it learn whose it is')
  const listed = (who: Person) => read(`${url}?unitCode=${township}`, who)
  t.match((await listed(as)).items, [{ id, allocationId: null }])
  t.match((await listed(officer)).items, [{ id, allocationId: toCounty.id }])
  t.notMatch(JSON.stringify(await noted(service, id)), toCounty.id)
  await nothingWritten(t, service, async () => {
    const away = await change(id, { allocationId: null }, as)
    t.match(away, { status: 409, body: { code: 'disbursement-allocation-above' } })
    t.match(away.body.errors, [{ pointer: '/allocationId' }])
  })
  t.equal(ok(await change(id, { allocationId: null })).allocationId, null)
  t.equal(await spentOf(toCounty.id), '0.00')
})

t.test('without being told, a batch is paid from the only money of the unit that it can be', async (t) => {
  const payer = '220104'
  const as = keeper(payer)
  const batch = async (period: string, more: object = {}) =>
    (await made(payer, { period, ...more }, as)).allocationId
  t.equal(await batch('2025-10'), null, 'there is none')
  const one = await received({ toUnitCode: payer, amount: '50', receivedOn: '2026-01-31' })
  t.equal(await batch('2025-12'), null, 'it came later')
  const { id, allocationId } = await made(payer, { period: '2026-01' }, as)
  t.equal(allocationId, one.id, 'on the last day of the month')
  t.match((await noted(service, one.id)).at(-1), {
    action: 'allocation.linked',
    details: { disbursementId: id, payerCode: payer, period: '2026-01' }
  })
  t.equal(await batch('2025-11', { allocationId: null }), null, 'none is wanted')
  await received({ toUnitCode: township, receivedOn: '2026-01-31' })
  await received({ toUnitCode: payer, programme: 'q', receivedOn: '2026-01-31' })
  t.equal(await batch('2026-02'), one.id, 'what others have does not count')
  await pay(id, '50')
  t.match(await read(`/v1/allocations/${one.id}`), { spent: '50.00', metOn: '2026-01-31', overdue: false })
  t.equal(await batch('2026-03'), null, 'nothing is left of it')
  for (const amount of ['1', '2']) await received({ toUnitCode: payer, amount, receivedOn: '2026-02-01' })
  t.equal(await batch('2026-04'), null, 'nobody knows of which')
})

t.test('corrected: what is spent follows, and so does the term', async (t) => {
  const [one, other] = [
    await received({ toUnitCode: county, amount: '30' }),
    await received({ toUnitCode: county, amount: '30', receivedOn: '2026-02-10' })
  ]
  const { id } = await made(county, { allocationId: one.id })
  await pay(id, '30')
  t.match(await read(`/v1/allocations/${one.id}`), { spent: '30.00', metOn: '2026-01-20' })
  const moved = await change(id, { allocationId: other.id })
  t.match(moved, { status: 200, body: { allocationId: other.id } })
  t.match(await read(`/v1/allocations/${one.id}`), { spent: '0.00', metOn: null, overdue: true })
  t.match(
    await read(`/v1/allocations/${other.id}`),
    { spent: '30.00', metOn: '2026-02-10' },
    'paid before it came: met when it came, not earlier'
  )
  t.match((await noted(service, id)).at(-1), { action: 'disbursement.changed' })
  t.match((await noted(service, one.id)).slice(-2), [
    { action: 'allocation.unlinked', details: { disbursementId: id } },
    { action: 'allocation.spent', details: { spent: '0.00' } }
  ])
  t.equal((await change(id, { allocationId: one.id }, officer, '"1"')).status, 412)
  t.match(await change(id, { dueOn: '2026-01-12' }), { status: 200, body: { allocationId: other.id } })
  const lines = (await noted(service, other.id)).length
  t.equal((await change(id, { allocationId: other.id })).status, 200)
  t.equal((await noted(service, other.id)).length, lines, 'the same once more: nothing is summed up')
})

t.test('two batches change places at once, and all sums agree', async (t) => {
  const pots = [
    await received({ toUnitCode: county, amount: '90' }),
    await received({ toUnitCode: county, amount: '90' })
  ].map(({ id }) => id as string)
  const batches: string[] = []
  for (const [n, allocationId] of pots.entries()) {
    const { id } = await made(county, { allocationId })
    await pay(id, `${n + 1}0`)
    batches.push(id)
  }
  const answers = await Promise.all(
    batches.map((id, n) => change(id, { allocationId: pots[1 - n] as string }))
  )
  t.same(
    answers.map(({ status }) => status),
    [200, 200]
  )
  t.same(await Promise.all(pots.map(spentOf)), ['20.00', '10.00'])
})

t.test('a file that is replaced moves the day on which the term was met', async (t) => {
  const one = await received({ toUnitCode: county, amount: '7' })
  const { id } = await made(county, { allocationId: one.id })
  await pay(id, '7', '2026-01-20')
  t.match(await read(`/v1/allocations/${one.id}`), { metOn: '2026-01-20', terms: [{ state: 'met' }] })
  await pay(id, '7', '2026-02-20')
  t.match(await read(`/v1/allocations/${one.id}`), { metOn: '2026-02-20', terms: [{ state: 'missed' }] })
})
