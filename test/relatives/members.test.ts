import t from 'tap'
import {
  batchesOf,
  county,
  makeProgramme,
  officer,
  otherVillage,
  rosterOf,
  village
} from '../examples/batch.ts'
import { idNumber, of } from '../examples/relatives.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { batch, roster } = batchesOf(service)
await makeProgramme(service)
const table = (...lines: string[]) => ['recipientNo,idNumber', ...lines, ''].join('\n')
const put = (id: string, raw: string, query = '') =>
  call('PUT', `/v1/disbursements/${id}/members${query}`, { as: officer, raw, type: 'text/csv' })
const read = async (id: string, as = officer) => call('GET', `/v1/disbursements/${id}/members`, { as })
const withRoster = async () => {
  const id = await batch()
  ok(await roster(id, rosterOf(`R1,${village},100,,`, `R2,${village},100,,`)))
  return id
}
const [one, two, three] = [idNumber(601), idNumber(602), idNumber(603)]

t.test('refused, and nothing written', async (t) => {
  const id = await withRoster()
  const empty = await batch()
  const raw = table(`R1,${one}`)
  await refused(
    t,
    service,
    { method: 'PUT', url: `/v1/disbursements/${id}/members`, as: officer, raw, type: 'text/csv' },
    {
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] },
      'of another county': { as: of('220103'), is: [404, 'disbursement-not-found'] },
      'of none': { url: `/v1/disbursements/${nowhere}/members`, is: [404, 'disbursement-not-found'] },
      'before the roster': { url: `/v1/disbursements/${empty}/members`, is: [409, 'members-without-roster'] },
      stale: { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      'of a household on no roster': {
        raw: table(`R1,${one}`, `R3,${two}`),
        is: [422, 'upload-rejected', 'line:3']
      },
      'the same person twice': {
        raw: table(`R1,${one}`, `R1,${one}`),
        is: [422, 'upload-rejected', 'line:3']
      },
      'with a wrong number': { raw: table('R1,229999199001018999'), is: [422, 'upload-rejected', 'line:2'] }
    }
  )
  const { body, text } = await put(id, table(`R1,${one}`, `R3,${two}`))
  t.match(body.errors, [{ line: 3, column: 'recipientNo', code: 'members-on-no-roster' }])
  t.notMatch(text, two)
})

t.test('taken: counts only; names and other columns are named in `ignored` and not kept', async (t) => {
  const id = await withRoster()
  t.match(ok(await read(id)), {
    number: 0,
    members: 0,
    households: 0,
    isCurrent: false,
    rosterUploadId: null
  })
  const raw = [
    '救助对象编号,姓名,身份证号码,与户主关系',
    `R1,张大山,${one},户主`,
    `R1,李小花,${two},配偶`,
    `R2,王五,${three},本人`,
    ''
  ].join('\n')
  const taken = ok(await put(id, raw))
  t.match(taken, { number: 1, members: 3, households: 2, isCurrent: true, unchanged: false })
  t.same(taken.ignored, ['姓名', '与户主关系'])
  t.match(ok(await put(id, raw)), { number: 1, unchanged: true })
  const line = (await noted(service, id)).at(-1)
  t.match(line, { action: 'disbursement.members-uploaded', details: { members: 3, households: 2 } })
  t.match(ok(await put(id, table(`R2,${three}`))), { number: 2, members: 1, households: 1 })
  t.match(await put(id, table()), { status: 422, body: { code: 'upload-empty' } })
})

t.test('a roster that is replaced afterwards shows', async (t) => {
  const id = await withRoster()
  ok(await put(id, table(`R1,${one}`)))
  ok(await roster(id, rosterOf(`R1,${village},120,,`)))
  t.match(ok(await read(id)), { isCurrent: false, members: 1 })
  t.match(ok(await put(id, table(`R1,${one}`))), { isCurrent: true, unchanged: false, number: 2 })
})

t.test('counts are seen by who sees the money', async (t) => {
  const id = await withRoster()
  t.equal((await read(id, of('2201', ['viewer']))).status, 200)
  t.equal((await read(id, of(otherVillage, ['viewer']))).status, 404)
  t.equal((await read(id, of(county, ['caseworker']))).status, 403)
})

t.test('60,000 members of a county', async (t) => {
  const id = await batch()
  const households = Array.from({ length: 20_000 }, (_, n) => `H${n}`)
  ok(await roster(id, rosterOf(...households.map((no) => `${no},${village},100,,`))))
  const people = Array.from({ length: 60_000 }, (_, n) => `H${n % 20_000},${idNumber(n)}`)
  const begun = performance.now()
  t.match(ok(await put(id, table(...people))), { members: 60_000, households: 20_000 })
  t.comment(`60,000 members: ${Math.round(performance.now() - begun)} ms`)
})
