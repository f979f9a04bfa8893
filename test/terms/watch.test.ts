import t from 'tap'
import { meetTerms, watchTerms } from '../../src/terms/index.ts'
import { noted } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { begin, idOf, unit } from './begun.ts'

const service = await testService(t)
const { context, clock } = service
const watch = (reminderDays = 3) => watchTerms(context, { subjects: {}, reminderDays })
const at = (day: string) => {
  clock.now = new Date(`${day}T10:00:00+08:00`)
}
const told = async (name: string) => (await noted(service, idOf(name))).map(({ action }) => action)

t.test('told once that it is due soon, and once that it is missed', async (t) => {
  await begin(service, 'a', ['letter.answer', '2026-03-02'])
  await begin(service, 'met', ['letter.answer', '2026-03-02'])
  await context.db
    .transaction()
    .execute((tx) => meetTerms(tx, 'letter', idOf('met'), ['letter.answer'], '2026-03-03'))
  const days: [day: string, dueSoon: number, missed: number][] = [
    ['2026-03-28', 0, 0],
    ['2026-03-29', 1, 0],
    ['2026-03-29', 0, 0],
    ['2026-04-01', 0, 0],
    ['2026-04-02', 0, 1],
    ['2026-04-02', 0, 0],
    ['2026-05-02', 0, 0]
  ]
  for (const [day, dueSoon, missed] of days) {
    at(day)
    t.same(await watch(), { recounted: 0, missed, dueSoon }, day)
  }
  t.match(await noted(service, idOf('a')), [
    {
      action: 'letter.term-due-soon',
      actor: 'service',
      unitCode: unit,
      path: '22.2201.220102',
      details: { rule: 'letter.answer', dueOn: '2026-04-01' },
      event: 'letter.term-due-soon'
    },
    { action: 'letter.term-missed', details: { rule: 'letter.answer', dueOn: '2026-04-01' } }
  ])
  t.same(await told('met'), [])
})

t.test('after a long time down, and from several instances: still once', async (t) => {
  const names = Array.from({ length: 40 }, (_, n) => `many ${n}`)
  for (const name of names) await begin(service, name, ['letter.answer', '2026-03-02'])
  at('2026-09-01')
  const found = await Promise.all([watch(), watch(), watch()])
  t.equal(
    found.reduce((sum, { missed }) => sum + missed, 0),
    40
  )
  for (const name of names) t.same(await told(name), ['letter.term-missed'], name)
})

t.test('nobody is reminded where nobody wants to be', async (t) => {
  at('2026-03-31')
  await begin(service, 'quiet', ['letter.answer', '2026-03-02'])
  t.same(await watch(0), { recounted: 0, missed: 0, dueSoon: 0 })
  t.same(await told('quiet'), [])
})
