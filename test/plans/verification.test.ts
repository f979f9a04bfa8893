import { hash } from 'node:crypto'
import t from 'tap'
import { furtherDown, jilin } from '../examples/jilin.ts'
import { plansOf } from '../examples/plan.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, ended } = service
const { draws, tasks } = plansOf(service)
const samples: Record<string, string> = { province: 'county', city: 'township', county: 'village' }

/** The units that draw, each with the level it draws from. */
const drawing = jilin.flatMap(({ code, level }) => {
  const target = samples[level]
  if (target === undefined) return []
  const codes = furtherDown(code, target)
  return codes.length > 0 ? [{ code, target, codes }] : []
})

t.before(async () => {
  const body = { withinCode: '22', year: 2026 }
  const begun = await call('POST', '/v1/inspection-plans/generate', { body })
  t.equal((await ended(begun.body.id)).body.state, 'succeeded')
})

t.test('all draws of Jilin, one by one, from the bytes of the frame to the tasks', async (t) => {
  t.equal(drawing.length, 79)
  for (const { code, target, codes } of drawing) {
    const { items } = (await call('GET', `/v1/inspection-plans?unitCode=${code}&year=2026`)).body
    t.equal(items.length, 1)
    const [draw, ...others] = await draws(items[0].id)
    if (draw === undefined) throw new Error(`no draw for ${code}`)
    const frame = await call('GET', `/v1/draws/${draw.id}/frame`)
    const { body } = await call('GET', `/v1/draws/${draw.id}/verification`)
    const expected = reframe(codes)
    const drawn = (await tasks(items[0].id, '&coverage=sample'))
      .toSorted((a, b) => Number(a.drawRank) - Number(b.drawRank))
      .map(({ targetCode }) => targetCode)
    const claims = {
      'one draw': others.length === 0 && draw.targetLevel === target,
      'the frame': frame.text === expected.text && draw.population === codes.length,
      'as plain text': /^text\/plain; charset=utf-8/.test(String(frame.headers['content-type'])),
      'its hash': draw.frameHash === expected.hash && hash('sha256', frame.text, 'hex') === draw.frameHash,
      'the selection': draw.selected.join() === redraw(codes, draw.seed, draw.required).join(),
      'the tasks': drawn.join() === draw.selected.join(),
      'the verification':
        body.valid && body.differences.length === 0 && body.recomputedHash === draw.frameHash
    }
    const wrong = Object.entries(claims).filter(([, holds]) => !holds)
    t.strictSame(
      wrong.map(([claim]) => claim),
      [],
      code
    )
  }
})
