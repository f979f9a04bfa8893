import t from 'tap'
import { nothingWritten } from '../support/assertions.ts'
import { operator } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** The answer to a file or a body does not depend on whether another province has such a unit. */
const service = await testService(t)
const { call } = service
const admins: Person[] = [
  { unit: '22', roles: ['admin'] },
  { unit: '2201', roles: ['admin'] },
  { unit: '220102001', roles: ['admin'] }
]

t.before(async () => {
  const add = async (code: string, level: string, parentCode?: string) =>
    ok(
      await call('POST', '/v1/units', { as: operator, body: { code, name: `甲${code}`, level, parentCode } })
    )
  await add('23', 'province')
  await add('2301', 'city', '23')
  await add('230102', 'county', '2301')
  await add('230102001', 'township', '230102')
  await add('230102001001', 'village', '230102001')
  await add('Xcity', 'city', '23')
  await add('Xcounty', 'county', 'Xcity')
  const retired = await call('POST', '/v1/units/Xcounty/retire', { as: operator, body: { on: '2026-03-01' } })
  ok(retired)
})

/** Each pair: a unit of the other province, and a code that nobody has, of the same form. */
const pairs: [there: string, nowhere: string][] = [
  ['23', '29'],
  ['2301', '2399'],
  ['230102', '239902'],
  ['230102001', '239902001'],
  ['230102001001', '239902001001'],
  ['Xcity', 'Ycity'],
  ['Xcounty', 'Ycounty']
]
const levels = ['province', 'city', 'county', 'township', 'village']

async function answer(as: Person, lines: string[]): Promise<string> {
  const raw = `code,name,level,parentCode\n${lines.join('\n')}\n`
  const { status, text } = await call('POST', '/v1/units/import', { as, raw, type: 'text/csv' })
  return `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`
}

t.test('a parent of another province, at every level of the line', async (t) => {
  for (const as of admins)
    await nothingWritten(t, service, async () => {
      for (const [there, nowhere] of pairs)
        for (const level of levels) {
          const line = (parent: string) => [`22new,新单位,${level},${parent}`]
          t.equal(
            await answer(as, line(there)),
            await answer(as, line(nowhere)),
            `${as.unit} ${level} ${there}`
          )
        }
    })
})

t.test('a code of another province, with every parent that is refused', async (t) => {
  for (const as of admins)
    await nothingWritten(t, service, async () => {
      for (const [there, nowhere] of pairs)
        for (const level of levels)
          for (const parent of ['', '23', '2301', 'Xcity', '9999']) {
            if (parent === there) continue // a unit below itself
            const line = (code: string) => [`${code},新单位,${level},${parent}`]
            const [hidden, none] = [await answer(as, line(there)), await answer(as, line(nowhere))]
            t.equal(hidden, none, `${as.unit} ${level} ${there} under ${parent}`)
          }
    })
})

t.test('a code of the national scheme under the own unit is refused, there or not', async (t) => {
  await nothingWritten(t, service, async () => {
    for (const [there, nowhere] of pairs.filter(([code]) => /^\d/.test(code))) {
      const [as] = admins as [Person]
      const line = (code: string) => [`${code},新单位,village,220102001`]
      const [hidden, none] = [await answer(as, line(there)), await answer(as, line(nowhere))]
      t.equal(hidden, none, there)
      t.match(hidden, /outside-scope/)
      const body = (code: string) => ({ code, name: '新单位', level: 'village', parentCode: '220102001' })
      const [one, other] = [
        await call('POST', '/v1/units', { as, body: body(there) }),
        await call('POST', '/v1/units', { as, body: body(nowhere) })
      ]
      t.match(one, { status: 422, body: { code: 'code-of-other-province', errors: [{ pointer: '/code' }] } })
      t.same({ ...one.body, requestId: '' }, { ...other.body, requestId: '' })
    }
  })
})

t.test('a faulty file tells nothing of a code outside the scheme either', async (t) => {
  const [as] = admins as [Person]
  await nothingWritten(t, service, async () => {
    for (const fault of ['22bad,坏单位,county,9999', '22bad,,county,2201', '2-2,坏单位,county,2201']) {
      const file = (code: string) => [`${code},新单位,county,2201`, fault]
      t.equal(await answer(as, file('Xcounty')), await answer(as, file('Ycounty')), fault)
    }
    t.match(await answer(as, ['Xcounty,新单位,county,2201']), /^422 .*outside-scope/)
  })
  t.match(await answer(as, ['Ycounty,新单位,county,2201']), /^200 .*"created":1/)
})

t.test('the operator keeps the units of every province', async (t) => {
  t.match(await answer(operator, ['230199,新县,county,2301', '22new,新县,county,2201']), /^200 .*"created":2/)
})
