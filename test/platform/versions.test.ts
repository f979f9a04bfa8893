import t from 'tap'
import { statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const { call } = await testService(t)
const unit = '/v1/units/220102'
const read = (condition: string) => call('GET', unit, { headers: { 'if-none-match': condition } })
const change = (condition: string | undefined, principal = '主任') => {
  const headers: Record<string, string> = condition === undefined ? {} : { 'if-match': condition }
  return call('PATCH', unit, { body: { principal }, headers })
}

t.test('a record has a version, which goes up with each change', async (t) => {
  t.match((await call('GET', unit)).headers.etag, '"1.')
  t.match(await change('"1"', '甲'), { status: 200, headers: { etag: '"2.' } })
  t.match((await call('GET', unit)).headers.etag, '"2.')
})

t.test('who has the version already is not sent it again', async (t) => {
  const now = String((await call('GET', unit)).headers.etag)
  for (const condition of [now, '*', `"1", ${now}`, `"x",${now}`, `W/${now}`, `W/"1", W/${now}`]) {
    const { status, text, headers } = await read(condition)
    t.match({ status, text, headers }, { status: 304, text: '', headers: { etag: '"2.' } }, condition)
  }
  for (const condition of [
    '"1"',
    '"2"',
    '2',
    '',
    '"2.2026-03-02"',
    now.slice(0, -1),
    `${now.slice(0, -2)}"`,
    'W/"1"'
  ]) {
    t.equal((await read(condition)).status, 200, condition)
  }
})

t.test('a change needs the version that was read', async (t) => {
  t.match(await change(undefined), { status: 428, body: { code: 'precondition-required' } })
  t.match((await change(undefined)).body.errors, [{ pointer: 'header:if-match' }])
  for (const stale of ['"1"', '"3"', '"x"', '2', '', 'W/"2"', '"2', '"9999999999"', '"2" and more']) {
    t.match(await change(stale), { status: 412, body: { code: 'version-stale' } }, stale)
  }
  const english = await call('PATCH', unit, {
    body: { principal: '乙' },
    headers: { 'if-match': '"1"', 'accept-language': 'en' }
  })
  t.match(english.body.detail, /Its version is now 2\./)
  t.equal((await call('GET', unit)).body.principal, '甲', 'nothing was written')
})

t.test('or takes any', async (t) => {
  t.match(await change('*', '丙'), { status: 200, headers: { etag: '"3.' } })
})

t.test('of two changes to one version only one is made', async (t) => {
  const answers = await Promise.all([change('"3"', '丁'), change('"3"', '戊')])
  t.same(statuses(answers), [200, 412])
  t.match((await call('GET', unit)).headers.etag, '"4.')
})

t.test('one of several versions will do', async (t) => {
  t.match(await change('"1", "2"'), { status: 412 })
  t.match(await change('"3", "4"', '己'), { status: 200, headers: { etag: '"5.' } })
})

t.test('a step honours the version when it is told one', async (t) => {
  const retire = (headers: Record<string, string>) =>
    call('POST', '/v1/units/220102001/retire', { body: { on: '2026-12-31' }, headers })
  const { status, body } = await retire({ 'if-match': '"7"' })
  t.ok(status === 412 && body.code === 'version-stale', `${status} ${body.code}`)
  t.notOk((await call('GET', '/v1/units/220102001')).body.validTo)
})

t.test('a refusal carries no version', async (t) => {
  t.equal((await change('"1"')).headers.etag, undefined)
  t.equal((await call('GET', '/v1/units/99', { headers: { 'if-none-match': '*' } })).status, 404)
})
