import { sql } from 'kysely'
import t from 'tap'
import { fc } from '../../support/property.ts'
import { testService } from '../../support/service.ts'

const { call, database } = await testService(t)
const unit = { code: '2291', name: '新市', level: 'city', parentCode: '22' }
const bad = ['\0', 'a\0b', '\ud800', '\udc00', '好\ud83d', '\ude00\ud83d']
const refused = (pointer: string) => ({
  status: 400,
  body: { code: 'validation-failed', errors: [{ pointer, code: 'unstorable-text' }] }
})

async function units(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from unit`.execute(database.db)
  return rows[0]?.count ?? 0
}

const before = await units()

t.test('in a value of a body', async (t) => {
  for (const text of bad) {
    const answer = await call('POST', '/v1/units', { body: { ...unit, name: text } })
    t.match(answer, refused('/name'), JSON.stringify(text))
    const deep = await call('POST', '/v1/units', { body: { ...unit, channels: { hotline: text } } })
    t.match(deep, refused('/channels/hotline'), JSON.stringify(text))
  }
})

t.test('in the name of a field', async (t) => {
  for (const text of bad) {
    const answer = await call('POST', '/v1/units', { body: { ...unit, [text]: 1 } })
    t.match(answer, refused('/?'), JSON.stringify(text))
  }
})

t.test('whatever the client calls the content type', async (t) => {
  for (const type of [
    'Application/JSON',
    'APPLICATION/JSON; charset=utf-8',
    ' application/json',
    'application/json;v=1'
  ]) {
    const answer = await call('POST', '/v1/units', {
      raw: JSON.stringify({ ...unit, name: 'a\ud800b' }),
      type
    })
    t.match(answer, { status: 400, body: { errors: [{ pointer: '/name' }] } }, type)
  }
})

t.test('in a parameter', async (t) => {
  t.match(await call('GET', '/v1/units?q=%00'), refused('?q'))
  t.match(await call('GET', '/v1/units?q=a%00b&level=city'), refused('?q'))
  t.match(await call('GET', '/v1/units?%00=1'), refused('??'))
  t.match(await call('GET', '/v1/units?cursor=%00'), refused('?cursor'))
  t.match(await call('GET', '/v1/audit?subject=%00'), refused('?subject'))
})

t.test('in the path', async (t) => {
  t.match(await call('GET', '/v1/units/%00'), refused('{code}'))
  t.match(await call('GET', '/v1/units/22%00'), refused('{code}'))
  t.match(await call('GET', '/v1/units/%ED%A0%80'), { status: 400, body: { code: 'bad-request' } })
})

t.test('half characters in the address do no harm', async (t) => {
  for (const query of ['q=%ED%A0%80', 'q=%ff', 'q=%', 'q=%E5%B8', '%ff=1']) {
    const { status } = await call('GET', `/v1/units?${query}`)
    t.ok(status === 200 || status === 400, `${query}: ${status}`)
  }
})

t.test('whole characters beyond the basic plane are kept as they are', async (t) => {
  const name = '𠮷林𠀀市😀'
  t.match(await call('POST', '/v1/units', { body: { ...unit, name } }), { status: 201, body: { name } })
  t.match(await call('GET', '/v1/units/2291'), { status: 200, body: { name } })
  const found = await call('GET', `/v1/units?q=${encodeURIComponent('𠀀')}`)
  t.match(found.body.items, [{ code: '2291' }])
  t.equal(await units(), before + 1, 'and nothing else was written')
})

t.test('any text is either kept as it is or refused', async (t) => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('\0', '\ud800', '\udfff', '林', ' '), fc.string()),
    maxLength: 8
  })
  const property = fc.asyncProperty(text, async (principal) => {
    const { body: unit, headers } = await call('GET', '/v1/units/2291')
    const change = { body: { principal }, headers: { 'if-match': String(headers.etag) } }
    const { status, body } = await call('PATCH', '/v1/units/2291', change)
    const isGood = principal.isWellFormed() && !principal.includes('\0') && /\S/.test(principal)
    if (isGood && [...principal].length <= 100) return status === 200 && body.principal === principal
    return status === 400 && (await call('GET', '/v1/units/2291')).body.principal === unit.principal
  })
  await fc.assert(property, { numRuns: 60 })
  t.pass('for 60 texts')
})
