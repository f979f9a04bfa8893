import t from 'tap'
import { appeal, auditor, casesOf, officer, reader, report } from '../examples/case.ts'
import { noted, nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, take, open } = casesOf(service)
const absent = '019cac0f-2680-7000-8000-00000000dead'
const below = ['2201', '220102', '220102001', '220102001001']

/** What somebody of a unit reads that could tell of a case, as text. */
async function everythingOf(unit: string, id: string, sub?: string): Promise<string> {
  const as = {
    ...officer(unit, sub),
    roles: ['viewer', 'caseworker', 'leader', 'auditor', 'identity-reader'] as const
  }
  const who = { ...as, roles: [...as.roles] }
  const urls = [`/v1/cases/${id}`, `/v1/cases/${id}/timeline`, `/v1/cases/${id}/timeline?count=true`]
    .concat('/v1/cases?count=true', '/v1/cases?sort=-receivedAt', '/v1/cases?kind=report&count=true')
    .concat(`/v1/cases?q=${encodeURIComponent('截留')}&count=true`, `/v1/cases?within=${unit}&count=true`)
    .concat('/v1/audit?count=true&limit=200', `/v1/audit?subject=${id}&count=true`)
  const answers = await Promise.all([
    ...urls.map((url) => call('GET', url, { as: who })),
    ...urls
      .filter((url) => !url.includes('cases/'))
      .map((url) => call('GET', url, { as: who, headers: { accept: 'text/csv' } }))
  ])
  return answers.map(({ text }) => text.replace(/"requestId":"[^"]*"/g, '')).join('\n')
}

t.test('a report that comes in at the accused unit, or below it, goes to the unit above', async (t) => {
  for (const unitCode of below) {
    const { status, body } = await submit({ ...report, unitCode })
    t.match([status, body.unitCode, body.receivingUnitCode], [201, '22', '22'], unitCode)
    t.match(body.terms, [{ rule: 'case.notify', state: 'running' }])
    t.match(await noted(service, body.id), [{ action: 'case.received', unitCode: '22', path: '22' }])
  }
  for (const unitCode of ['22', '2202', '220202']) {
    t.equal((await submit({ ...report, unitCode })).body.unitCode, unitCode, 'elsewhere it stays')
  }
  const county = await submit({ ...report, unitCode: '220102001', accusedUnitCode: '220102' })
  t.equal(county.body.unitCode, '2201')
  const above = await submit({ ...report, unitCode: '2201', accusedUnitCode: '220102' })
  t.equal(above.body.unitCode, '2201', 'above the accused it stays')
  const none = await submit({ ...report, accusedUnitCode: undefined, unitCode: '2201' })
  t.equal(none.body.unitCode, '2201', 'without an accused unit as well')
})

t.test('nobody is above the top, no other province is accused, and of other kinds nobody', async (t) => {
  await nothingWritten(t, service, async () => {
    for (const unitCode of ['22', ...below]) {
      t.match(await submit({ ...report, unitCode, accusedUnitCode: '22' }), {
        status: 422,
        body: { code: 'no-unit-above', clause: { id: 'xinfang-2022:30' } }
      })
    }
    const unknown = await submit({ ...report, accusedUnitCode: '9999' })
    t.match(unknown, { status: 422, body: { code: 'accused-unknown' } })
    const other = await submit({ ...appeal, accusedUnitCode: '2201' })
    t.match(other, { status: 422, body: { code: 'accused-missing' } })
  })
})

t.test('it is never handed to the accused unit or below it', async (t) => {
  const { body: one } = await submit(report)
  await nothingWritten(t, service, async () => {
    for (const toUnitCode of below) {
      const answer = await take(one.id, 'forward', { toUnitCode, note: '属地办理' })
      const refused = { code: 'report-to-accused', clause: { id: 'xinfang-2022:30' } }
      t.match(answer, { status: 422, body: refused }, toUnitCode)
    }
  })
  t.equal((await take(one.id, 'forward', { toUnitCode: '2202', note: '异地办理' })).status, 200)
  t.equal((await take(one.id, 'object', { reason: '应由上级办理' }, officer('2202'))).body.unitCode, '22')
})

t.test('its number is random: it names no accused unit, and no gap tells of it', async (t) => {
  const first = await submit({ unitCode: '22' })
  const numbers = []
  for (const more of [{}, {}, { accusedUnitCode: undefined }]) {
    const { body } = await submit({ ...report, ...more })
    t.match([body.number, body.receipt], [/^22-2026-R-[0-9A-HJKMNP-TV-Z]{10}$/, null])
    t.equal((await call('GET', `/v1/cases/${body.id}`, { as: officer('22') })).body.number, body.number)
    numbers.push(body.number)
  }
  t.equal(new Set(numbers).size, 3)
  const second = await submit({ unitCode: '22' })
  const count = ({ body }: typeof first) => Number(body.number.split('-').at(-1))
  t.equal(count(second), count(first) + 1)
})

t.test('who brings it from an accused unit gets a random receipt and no number', async (t) => {
  const bring = (unit: string, more: object = {}) =>
    submit({ ...report, unitCode: unit, ...more }, { as: officer(unit) })
  const answers = await Promise.all(['2201', '2201', '220102', '220102001'].map((unit) => bring(unit)))
  const receipts = new Set(answers.map(({ body }) => body.receipt))
  t.equal(receipts.size, 4)
  for (const { status, body } of answers) {
    t.match([status, body.number, body.receipt], [201, null, /^[0-9A-HJKMNP-TV-Z]{20}$/])
    const { body: seen } = await call('GET', `/v1/cases?receipt=${body.receipt}`, { as: officer('22') })
    t.match(
      seen.items,
      [{ id: body.id, number: /^22-2026-R-/ }],
      'whoever handles it finds it by the receipt'
    )
    t.same((await call('GET', `/v1/cases?receipt=${body.receipt}`, { as: officer('2201') })).body.items, [])
    const { body: whole } = await call('GET', `/v1/cases/${body.id}`, { as: officer('22') })
    t.equal(whole.receipt, body.receipt)
  }
  const headers = { 'idempotency-key': 'a-receipt' }
  const twice = () => submit({ ...report, unitCode: '2201' }, { as: officer('2201'), headers })
  const kept = await twice()
  t.match([kept.body.number, typeof kept.body.receipt], [null, 'string'])
  await nothingWritten(t, service, async () => {
    t.match(await twice(), { status: 404, body: { code: 'not-found' } }, 'the report is not shown again')
  })
  const other = await bring('2202', { unitCode: '2202' })
  t.match([other.body.number, other.body.receipt], [/^2202-2026-R-/, null], 'who may see it reads its number')
})

t.test('a case that the accused may see does not point to it', async (t) => {
  const { body: secret } = await submit(report)
  const { body: shown } = await submit({ unitCode: '2201' })
  const { body: onCounty } = await submit({ ...report, accusedUnitCode: '220102' })
  await nothingWritten(t, service, async () => {
    const told = { status: 422, body: { code: 'link-would-tell', clause: { id: 'xinfang-2022:30' } } }
    for (const { id } of [shown, onCounty]) {
      t.match(await take(id, 'link', { caseId: secret.id }), told)
      t.match(await take(id, 'decline', { reason: '重复', sameFactsAs: secret.id }), told)
    }
    t.match(await submit({ unitCode: '2201', sameFactsAs: secret.id }), told)
    // The other way round it would tell as soon as the other case were to be accepted.
    for (const { id } of [shown, onCounty]) t.match(await take(secret.id, 'link', { caseId: id }), told)
    t.match(await submit({ ...report, sameFactsAs: shown.id }), told)
    for (const caseId of [secret.id, absent]) {
      const answer = await take(shown.id, 'link', { caseId }, officer('2201'))
      t.match(
        answer,
        { status: 404, body: { code: 'case-not-found' } },
        'the accused learns nothing by trying'
      )
    }
  })
  const { body: same } = await submit({ ...report, sameFactsAs: secret.id })
  t.equal(same.sameFactsAs, secret.id)
})

t.test(
  'it passes to the unit above when its unit comes to lie below the accused one, and stays hidden',
  async (t) => {
    const added = { code: '220298', name: '试验区', level: 'county', parentCode: '2202' }
    t.equal((await call('POST', '/v1/units', { body: added })).status, 201)
    const { body: one } = await submit({ ...report, unitCode: '220298' })
    t.match(await everythingOf('220298', one.id), one.number, 'its unit handles it')
    const units = ['2201', '220298']
    const moved = { body: { parentCode: '2201' }, headers: { 'if-match': '"1"' } }
    t.equal((await call('PATCH', '/v1/units/220298', moved)).status, 200)
    const before = await Promise.all(units.map((unit) => everythingOf(unit, absent)))
    t.match(await take(one.id, 'accept'), { status: 200, body: { unitCode: '22' } }, 'the unit above goes on')
    t.match(await noted(service, one.id), [
      {},
      { action: 'case.handed-on', path: '22', details: { fromUnitCode: '220298', toUnitCode: '22' } },
      { action: 'case.accepted', path: '22' }
    ])
    for (const [n, unit] of units.entries()) {
      const after = (await everythingOf(unit, one.id)).replaceAll(one.id, absent)
      t.equal(after, before[n], `${unit} learns nothing of it`)
      t.notMatch(after, one.number)
      for (const name of ['accept', 'close', 'withdraw']) {
        t.match(await take(one.id, name, {}, officer(unit)), {
          status: 404,
          body: { code: 'case-not-found' }
        })
      }
      t.equal((await open(one.id, reader(unit))).status, 404)
    }
    t.match(await everythingOf('22', one.id), one.number)
    t.match((await call('GET', '/v1/audit', { as: auditor('22') })).text, one.id)
    t.equal(
      (await take(one.id, 'reply', { text: '查实', outcome: 'upheld', cause: 'embezzlement' })).status,
      200
    )
  }
)
