import t from 'tap'
import { makeWorld, petition } from '../across/world.ts'
import { makeInspection } from '../across/world-inspections.ts'
import { person } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const subjects = [
  'obligations',
  'inspections',
  'findings',
  'cases',
  'funds',
  'disclosure',
  'relatives',
  'terms',
  'compliance'
]
/** No list gives exactly their records. */
const unlisted = ['relatives', 'terms']
type Line = { key: string; name: string; lists: Record<string, string | null> } & Record<
  string,
  number | string
>

await makeWorld(service)
clock.now = new Date('2026-06-10T02:00:00Z')

/** The ways in which the records of a subject can be grouped, by the document. */
async function groupsOf(subject: string): Promise<string[]> {
  const document = ok(await call('GET', '/openapi.json'))
  const name = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}Group`
  return document.components.schemas[name].enum
}

async function linesOf(subject: string, query: string, unit: string): Promise<Line[]> {
  const as = person(unit)
  const found: Line[] = []
  for (let cursor = ''; ; ) {
    const page = ok(await call('GET', `/v1/statistics/${subject}?limit=200&${query}${cursor}`, { as }))
    found.push(...page.items)
    if (page.nextCursor === null) return found
    cursor = `&cursor=${page.nextCursor}`
  }
}

const figuresOf = (line: Line) =>
  Object.entries(line).filter(([name]) => Object.hasOwn(line.lists, name)) as [string, number | string][]

for (const subject of subjects) {
  t.test(`${subject}: each figure is the length of the list behind it, whoever asks`, async (t) => {
    for (const unit of ['22', '2201', '220102']) {
      let compared = 0
      for (const groupBy of await groupsOf(subject)) {
        const lines = await linesOf(subject, `groupBy=${groupBy}`, unit)
        for (const line of lines)
          for (const [name, value] of figuresOf(line)) {
            const list = line.lists[name]
            if (list === null || list === undefined || value === 0) continue
            const { total } = ok(await call('GET', `${list}&count=true&limit=1`, { as: person(unit) }))
            t.equal(total, value, `${unit} ${groupBy} ${line.key} ${name}: ${list}`)
            compared += 1
          }
      }
      if (unit === '22' && !unlisted.includes(subject)) t.ok(compared > 0, 'something is compared')
    }
  })

  t.test(`${subject}: the groups add up to the total`, async (t) => {
    const [total] = await linesOf(subject, 'groupBy=total', '22')
    t.ok(total)
    for (const groupBy of await groupsOf(subject)) {
      const lines = await linesOf(subject, `groupBy=${groupBy}`, '22')
      const sum = (name: string) => lines.reduce((all, line) => all + Number(line[name]), 0)
      // A plan has obligations of both kinds.
      const names = figuresOf(total as Line).filter(([name]) => name !== 'plans')
      for (const [name, value] of names) t.equal(sum(name), Number(value), `${groupBy} ${name}`)
    }
  })
}

t.test('a report counts for the unit that handles it, and for nobody at the accused unit', async (t) => {
  const reports = async (unit: string) => {
    const lines = await linesOf('cases', 'groupBy=kind', unit)
    return Number(lines.find(({ key }) => key === 'report')?.received)
  }
  const before = { handling: await reports('2201'), accused: await reports('220102') }
  const report = { ...petition, kind: 'report', accusedUnitCode: '220102', summary: '反映某单位截留资金' }
  ok(await call('POST', '/v1/cases', { as: person('2201'), body: report }))
  t.equal(await reports('2201'), before.handling + 1)
  t.equal(await reports('220102'), before.accused)
  t.equal((await call('GET', '/v1/statistics/cases?within=2201', { as: person('220102') })).status, 404)
})

t.test('an inspection counts once it has begun', async (t) => {
  const begun = async () => {
    const [line] = await linesOf('inspections', 'groupBy=total&to=2026-06-09', '2201')
    return [Number(line?.inspections), Number(line?.completed)]
  }
  const [inspections = 0, completed = 0] = await begun()
  clock.now = new Date('2026-05-02T02:00:00Z')
  await makeInspection(service)
  await makeInspection(service, ['start'])
  await makeInspection(service, ['start', 'complete'])
  clock.now = new Date('2026-06-10T02:00:00Z')
  t.same(await begun(), [inspections + 2, completed + 1])
})

t.test('every direct subordinate has a line, even without a record', async (t) => {
  const lines = await linesOf('findings', 'groupBy=unit', '22')
  const { items } = ok(await call('GET', '/v1/units?parent=22&limit=200'))
  t.equal(lines.length, items.length + 1)
  t.equal(lines[0]?.key, '22')
  t.match(lines[1], { key: '2201', name: '长春市' })
})

t.test('as a table and as a workbook', async (t) => {
  const csv = await call('GET', '/v1/statistics/findings?groupBy=area', { headers: { accept: 'text/csv' } })
  t.match(csv.text.split('\r\n')[0], 'key,name,found,overdue,rectified,repeated,asOf')
  const accept = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  t.equal((await call('GET', '/v1/statistics/findings', { headers: { accept } })).status, 200)
})

t.test('as a picture, in two languages, with its numbers as text', async (t) => {
  for (const [language, title] of [
    ['zh', '问题整改'],
    ['en', 'Counts the findings']
  ] as const) {
    const headers = { accept: 'image/svg+xml', 'accept-language': language }
    const { text, status } = await call('GET', '/v1/statistics/findings?groupBy=unit', { headers })
    t.equal(status, 200)
    t.match(text, /^<svg role="img" aria-labelledby="title table"/)
    t.match(text, title)
    t.match(text, /<desc id="table">[^<]*长春市/)
    t.notMatch(text, /<script|<style|href=/)
  }
})

t.test('periods', async (t) => {
  const get = (query: string) => call('GET', `/v1/statistics/findings?${query}`)
  for (const query of ['to=2026-06-10', 'from=2026-03-02&to=2026-03-01', 'from=2010-01-01'])
    t.match(await get(query), { status: 422, body: { code: 'statistics-days' } }, query)
  t.match(await get('groupBy=colour'), { status: 400 })
})

t.test('the overview has all subjects with the year before', async (t) => {
  const overview = ok(await call('GET', '/v1/statistics/overview?within=2201', { as: person('22') }))
  t.match(overview, { unitCode: '2201', unitName: '长春市', year: 2026 })
  for (const subject of subjects) {
    const [total] = await linesOf(subject, 'groupBy=total&within=2201', '22')
    for (const [name, value] of figuresOf(total as Line)) t.equal(overview[subject].now[name], value, name)
    t.ok(overview[subject].before)
  }
  const { cases } = ok(
    await call('GET', '/v1/statistics/overview', { as: { unit: '2201', roles: ['planner'], sub: 'p' } })
  )
  t.equal(cases, null, 'a planner may not read cases')
  const received = async () =>
    ok(await call('GET', '/v1/statistics/overview', { as: person('2201') })).cases.now.received
  const before = await received()
  ok(
    await call('POST', '/v1/cases', {
      as: person('2201'),
      body: { ...petition, receivedAt: '2026-06-08T01:00:00Z' }
    })
  )
  await until(async () => (await received()) === before + 1, 'a case of before yesterday counts')
})
