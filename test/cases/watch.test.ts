import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { type Case, casesOf, clerk, county, inShort, township } from '../examples/case.ts'
import { noted } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t, { jobs: true })
const { context, call, ended } = service
const { made, read, taken, standing, on } = casesOf(service)
const watch = () => watchTerms(context, { subjects, reminderDays: 3 })
const told = async (id: string) =>
  (await noted(service, id))
    .filter(({ action }) => action.startsWith('case.term-'))
    .map(({ action, details }) => `${action} ${details.rule} ${details.dueOn}`)

t.test('told once that it is due soon, and once that it is missed; also after a weekend down', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  // Due on Monday the sixteenth, since the fourteenth is a Saturday.
  const { id: weekend } = await made({ receivedAt: '2026-02-27T10:00:00+08:00' })
  on('2026-03-12')
  await watch()
  t.strictSame(await told(id), [])
  on('2026-03-13')
  await watch()
  await watch()
  t.strictSame(await told(weekend), ['case.term-due-soon case.notify 2026-03-16'])
  on('2026-03-17')
  await Promise.all([watch(), watch()])
  t.strictSame(await told(weekend), [
    'case.term-due-soon case.notify 2026-03-16',
    'case.term-missed case.notify 2026-03-16'
  ])
  t.strictSame(await told(id), ['case.term-due-soon case.notify 2026-03-17'])
  on('2026-03-23')
  await watch()
  await watch()
  t.strictSame(await told(id), [
    'case.term-due-soon case.notify 2026-03-17',
    'case.term-missed case.notify 2026-03-17'
  ])
  t.match((await noted(service, id)).at(-1), {
    action: 'case.term-missed',
    event: 'case.term-missed',
    actor: 'service',
    unitCode: county,
    path: '22.2201.220102'
  })
  const { items } = (await call('GET', `/v1/cases/${id}/timeline`, { as: clerk() })).body
  t.strictSame(
    items.map(({ action }: { action: string }) => action),
    ['case.received', 'case.term-due-soon', 'case.term-missed']
  )
})

t.test('what is done is not told of', async (t) => {
  on('2026-03-02')
  const [replied, withdrawn] = [await standing('replied'), await standing('withdrawn')]
  on('2026-12-01')
  await watch()
  t.strictSame([await told(replied), await told(withdrawn)], [[], []])
})

t.test('nobody is late when a right lapses: of the petitioner, or of a unit to object', async (t) => {
  on('2026-03-02')
  const [review, recheck] = [await standing('replied'), await standing('reviewed')]
  const { id: forwarded } = await made()
  await taken(forwarded, 'forward')
  for (const day of ['2026-03-09', '2026-03-10', '2026-04-01', '2026-04-02', '2026-06-01']) {
    on(day)
    await watch()
  }
  t.strictSame([await told(review), await told(recheck)], [[], []])
  t.strictSame(await told(forwarded), ['case.term-missed case.notify 2026-03-17'])
  t.match((await noted(service, forwarded)).at(-1), { unitCode: township })
})

t.test('extended after it was told of: told of again', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  on('2026-05-06')
  await watch()
  await taken(id, 'extend', { as: clerk(county, 'leader') })
  on('2026-06-02')
  await watch()
  t.strictSame(await told(id), [
    'case.term-due-soon case.conclude 2026-05-06',
    'case.term-missed case.conclude 2026-06-01'
  ])
})

t.test('a change of the calendar moves the due dates of cases, and their versions', async (t) => {
  on('2026-12-10')
  const receivedAt = '2026-12-10T09:00:00+08:00'
  const { id: accepted } = await made({ receivedAt })
  await taken(accepted, 'accept')
  const { id: replied } = await made({ receivedAt })
  for (const name of ['accept', 'reply']) await taken(replied, name)
  const { id: elsewhere } = await made({ receivedAt })
  const version = async (id: string) =>
    versionOf((await call('GET', `/v1/cases/${id}`, { as: clerk() })).headers.etag)
  const before = { accepted: await version(accepted), elsewhere: await version(elsewhere) }
  // Sixty days from 10 December end on 8 February 2027, a Monday that turns out to be off.
  t.match(await read(accepted), { nextDueOn: '2027-02-08', terms: [{}, { provisional: true }] })
  const days = ['2027-02-08', '2027-02-09', '2027-02-10'].map((date) => ({ date, off: true, name: '春节' }))
  const { status, body } = await call('PUT', '/v1/calendar/2027', {
    body: { state: 'official', source: '国务院办公厅关于2027年部分节假日安排的通知', days },
    headers: { 'if-match': '"0"' }
  })
  t.equal(status, 200)
  t.equal((await ended(body.recomputation)).body.state, 'succeeded')
  const after: Case = await read(accepted)
  t.match(after, { nextDueOn: '2027-02-11', terms: [{}, { provisional: false }] })
  t.match(inShort(after)[1], '2026-12-10 2027-02-11')
  t.strictSame(
    [before, { accepted: await version(accepted), elsewhere: await version(elsewhere) }],
    [
      { accepted: 2, elsewhere: 1 },
      { accepted: 3, elsewhere: 1 }
    ],
    'only of those that moved'
  )
  t.match((await noted(service, accepted)).at(-1), {
    action: 'case.term-moved',
    details: { rule: 'case.conclude', from: '2027-02-08', to: '2027-02-11', year: 2027 }
  })
  t.equal((await read(replied)).nextDueOn, null, 'what only the petitioner may do is due for nobody')
  const { items } = (await call('GET', '/v1/cases?dueBefore=2027-02-12', { as: clerk() })).body
  t.ok(items.some((one: Case) => one.id === accepted && one.nextDueOn === '2027-02-11'))
})
