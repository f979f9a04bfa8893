import t from 'tap'
import { files, upload } from '../examples/files.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, everyUnit, of, tree } from './city.ts'

/** Files of findings, while the unit goes to another city or is merged into another one. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)

const about = (targetCode: string) =>
  post('AA', '/v1/findings', { unitCode: 'AA', targetCode, area: 'funds', severity: 'minor', text: '问题' })
const attach = (id: string, unit: string) =>
  upload(service, `?subjectKind=finding&subjectId=${id}`, '照片.jpg', files.jpg, { as: of(unit) })
const remove = (id: string, unit: string) => call('DELETE', `/v1/attachments/${id}`, { as: of(unit) })
const readers = async (url: string) => {
  const found: string[] = []
  for (const unit of everyUnit) {
    const { status, body } = await call('GET', url, { as: of(unit) })
    if (status === 200) found.push(unit)
    else if (body.code !== 'unit-ended') t.equal(status, 404, `${unit} ${url}`)
  }
  return found
}

t.test('a file is seen by those who see its finding, before and after a move', async (t) => {
  const { id } = await about('AAx1')
  const file = ok(await attach(id, 'AA'))
  const [finding, attachment, content] = [
    `/v1/findings/${id}`,
    `/v1/attachments/${file.id}`,
    `/v1/attachments/${file.id}/content`
  ]
  const before = await readers(finding)
  t.same([await readers(attachment), await readers(content)], [before, before])
  await move('AAx', 'BB')
  const after = await readers(finding)
  t.ok(after.includes('BB') && !before.includes('BB'), 'the new line sees it')
  t.same([await readers(attachment), await readers(content)], [after, after])
  const more = ok(await attach(id, 'AAx1'))
  t.equal((await remove(more.id, 'AA')).status, 403)
  t.equal((await remove(more.id, 'AAx1')).status, 204)
  t.equal((await remove(file.id, 'AA')).status, 204, 'the keeper is still the keeper')
})

t.test('the successor of a unit adds files, and removes those of the unit that ended', async (t) => {
  const { id } = await about('AAz1')
  const file = ok(await attach(id, 'AAz1'))
  t.equal((await remove(file.id, 'AAz2')).status, 404)
  await retire('AAz1', '2026-03-10', 'AAz2')
  on('2026-03-11')
  const more = ok(await attach(id, 'AAz2'))
  for (const one of [file, more]) {
    t.equal((await call('GET', `/v1/attachments/${one.id}/content`, { as: of('AAz2') })).status, 200)
    t.equal((await remove(one.id, 'AAz2')).status, 204)
  }
})
