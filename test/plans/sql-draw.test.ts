import t from 'tap'
import { plansOf } from '../examples/plan.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { fc } from '../support/property.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { create, draws, frame } = plansOf(service)

/** Codes whose order differs between bytes, languages and the length of the code. */
const codes = [
  'zz',
  'ZZ',
  'Zz',
  'zZ',
  '0z',
  'z0',
  'zz0',
  'zz00',
  'zzA',
  'zza',
  'ZZ9',
  'aZ',
  'Az',
  'A9',
  'a9',
  '9A'
]
  .concat(['9a', 'AAAAAAAAAAAAAAAAAAAA', 'aaaaaaaaaaaaaaaaaaaa', '22000000000000000000'])
  .concat(Array.from({ length: 25 }, (_, n) => `v${String.fromCharCode(65 + n)}${n}`))

t.before(async () => {
  const lines = [
    'mix,杂县,county,2201',
    'mixt,杂乡,township,mix',
    ...codes.map((code) => `${code},村,village,mixt`)
  ]
  const raw = `code,name,level,parentCode\n${lines.join('\n')}\n`
  const answer = await service.call('POST', '/v1/units/import', { raw, type: 'text/csv' })
  t.equal(answer.status, 200, answer.text.slice(0, 600))
})

t.test('whatever the seed, the database draws as a second, independent draw does', async (t) => {
  let year = 2025
  const seed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /\S/.test(text))
  const storable = seed.filter((text) => !text.includes('\0'))
  const property = fc.asyncProperty(storable, async (seed) => {
    year += 1
    const { id } = await create('mix', { year, seed })
    const [draw] = await draws(id)
    const drawn = redraw(codes, seed, 14)
    return draw?.required === 14 && draw.seed === seed && draw.selected.join() === drawn.join()
  })
  await t.resolves(fc.assert(property, { numRuns: 60 }))
})

t.test('its frame is in the order of the bytes', async (t) => {
  const { id } = await create('mix', { year: 2199 })
  const [draw] = await draws(id)
  const { text, hash } = reframe(codes)
  t.equal(await frame(String(draw?.id)), text)
  t.equal(draw?.frameHash, hash)
})
