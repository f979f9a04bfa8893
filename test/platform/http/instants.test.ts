import t from 'tap'
import { casesOf, clerk, county, intake } from '../../examples/case.ts'
import { inspectionsOf, inspector, sound } from '../../examples/inspection.ts'
import { refused } from '../../support/assertions.ts'
import { testService } from '../../support/service.ts'

const service = await testService(t)
const { receive } = casesOf(service)
const { planned, step, upTo } = inspectionsOf(service)
service.clock.now = new Date('2026-12-01T10:00:00+08:00')

/** What looks like an instant, and is none that can be kept and shown again. */
const none = {
  'a leap second': '2016-12-31T23:59:60Z',
  'a leap second elsewhere': '2017-01-01T07:59:60+08:00',
  'an offset without minutes': '2026-11-20T09:30:00+08',
  'an offset without a colon': '2026-11-20T09:30:00+0800',
  'an offset of a day': '2026-11-20T09:30:00+24:00',
  'no offset': '2026-11-20T09:30:00',
  'the year 0': '0000-01-01T00:00:00Z',
  'a year before there was a common time': '1900-12-31T00:00:00Z',
  'a space': '2026-11-20 09:30:00+08:00',
  'a no-break space': '2026-11-20\u00a009:30:00+08:00',
  'a small t': '2026-11-20t09:30:00+08:00',
  'a small z': '2026-11-20T09:30:00z',
  'no seconds': '2026-11-20T09:30+08:00',
  'no such day': '2026-02-30T09:30:00+08:00',
  'no such hour': '2026-11-20T24:00:00+08:00',
  'a day': '2026-11-20',
  'seven digits of a second': '2026-11-20T09:30:00.1234567+08:00',
  'too long': `2026-11-20T09:30:00.${'0'.repeat(40)}Z`
}

/** What is one, and how it stands on the clocks of Shanghai. */
const some: [given: string, shown: string][] = [
  ['2026-11-20T09:30:00+08:00', '2026-11-20T09:30:00+08:00'],
  ['2026-11-20T01:30:00Z', '2026-11-20T09:30:00+08:00'],
  ['2026-11-20T01:30:00.25Z', '2026-11-20T09:30:00.25+08:00'],
  ['2026-11-20T01:30:00.123456-00:00', '2026-11-20T09:30:00.123+08:00'],
  ['2026-11-20T09:30:00-23:59', '2026-11-21T17:29:00+08:00'],
  ['2026-11-20T09:30:00+23:59', '2026-11-19T17:31:00+08:00'],
  ['2026-11-20T09:30:00-16:00', '2026-11-21T09:30:00+08:00']
]

t.test('what is no instant is refused where it stands, by every route that takes one', async (t) => {
  const [fresh, begun] = [await planned(), await upTo('start')]
  const routes: [url: string, field: string, body: object][] = [
    ['/v1/cases', 'receivedAt', intake()],
    [`/v1/inspections/${fresh}/start`, 'startedAt', {}],
    [`/v1/inspections/${begun}/complete`, 'completedAt', sound]
  ]
  for (const [url, field, body] of routes) {
    const faults = Object.entries(none).map(([name, at]) => [
      `${field}: ${name}`,
      { body: { ...body, [field]: at }, is: [400, 'validation-failed', `/${field}`] }
    ])
    const as = url === '/v1/cases' ? clerk() : inspector('2201')
    await refused(t, service, { method: 'POST', url, as }, Object.fromEntries(faults))
  }
})

t.test('with whatever offset, it is kept and shown in Shanghai', async (t) => {
  for (const [given, shown] of some) {
    const { status, body } = await receive({ receivedAt: given, unitCode: county }, { as: clerk() })
    t.strictSame([status, body.receivedAt], [201, shown], given)
    const started = await step(await planned(), 'start', { body: { startedAt: given } })
    t.strictSame([started.status, started.body.startedAt], [200, shown], given)
  }
})
