import t from 'tap'
import { testService } from '../support/service.ts'

t.test('the province of Jilin', async (t) => {
  const { call, ended } = await testService(t, { jobs: true })

  t.test('obligations are the known answers', async (t) => {
    const known: [unit: string, coverage: string, population: number, required: number, ratio: number][] = [
      ['22', 'full', 10, 10, 100],
      ['22', 'sample', 72, 22, 30],
      ['2201', 'sample', 231, 24, 10],
      ['2202', 'sample', 150, 30, 20],
      ['220822', 'sample', 205, 21, 10],
      ['220112', 'sample', 154, 24, 15],
      ['222401', 'sample', 148, 15, 10],
      ['220303', 'sample', 99, 30, 30],
      ['220771', 'sample', 19, 19, 100]
    ]
    for (const [unit, coverage, population, required, ratioPercent] of known) {
      const { body } = await call('GET', `/v1/units/${unit}/obligations?year=2026`)
      const item = body.items.find((one: { coverage: string }) => one.coverage === coverage)
      t.match(item, { population, required, ratioPercent }, `${unit} ${coverage}`)
      t.match(item.clause, { id: /^jilin-2019-12:1\./, text: /每年至少/ })
    }
  })

  t.test('all plans of a year, each draw of which can be recomputed', async (t) => {
    const begun = await call('POST', '/v1/inspection-plans/generate', {
      body: { withinCode: '22', year: 2026, seed: '2026001', seedSource: 'lottery' }
    })
    t.equal(begun.status, 202)
    const { body } = await ended(begun.body.id)
    t.match(body, { state: 'succeeded', result: { plans: 1155, tasks: 13_014 + 1909, skipped: 0 } })
    const { body: page } = await call('GET', '/v1/inspection-plans?unitCode=2202&year=2026')
    const { body: draws } = await call('GET', `/v1/inspection-plans/${page.items[0].id}/draws`)
    const { body: verification } = await call('GET', `/v1/draws/${draws.items[0].id}/verification`)
    t.equal(verification.valid, true)
  })
})
