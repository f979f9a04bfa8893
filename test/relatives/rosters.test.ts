import t from 'tap'
import { batchesOf, makeProgramme, programme, rosterOf } from '../examples/batch.ts'
import { county, of, relativesOf, village } from '../examples/relatives.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const at = (now: string) => {
  service.clock.now = new Date(`${now}T02:00:00Z`)
}
const { filer, filing, step } = relativesOf(service)
const { roster } = batchesOf(service)
await makeProgramme(service)
const batches = new Map<string, string>()
/** Puts households on the roster of a month, in place of those before. */
const onRoster = async (period: string, ...recipients: string[]) => {
  const body = { programme, unitCode: county, period }
  const known = batches.get(period)
  const id = known ?? ok(await call('POST', '/v1/disbursements', { as: of(county), body })).id
  batches.set(period, id)
  ok(await roster(id, rosterOf(...recipients.map((no) => `${no},${village},100,,`))))
  await service.react()
}
const endTerm = async (id: string) => {
  const { terms } = ok(await call('GET', `/v1/relative-filings/${id}`, { as: of(county) }))
  return terms.find(({ rule }: { rule: string }) => rule === 'relative.end')
}

at('2026-01-05')
await onRoster('2026-01', 'R1', 'R2', 'R3')
const member = await filer()
const [one, other, elsewhere] = [
  await filing(member.id),
  await filing(member.id, { recipientNo: 'R2' }),
  await filing(member.id, { recipientNo: 'R99' })
]

t.test(
  'a household that left the roster: its filing is to be ended, from the end of its last month',
  async (t) => {
    at('2026-02-10')
    await onRoster('2026-02', 'R2', 'R3')
    t.match(await endTerm(one.id), { startedOn: '2026-01-31', dueOn: '2026-03-02', state: 'running' })
    t.equal(await endTerm(other.id), undefined)
    t.equal(await endTerm(elsewhere.id), undefined, 'never on a roster: nothing to count from')
    t.match((await noted(service, one.id)).at(-1), {
      action: 'relative-filing.household-left',
      details: { startedOn: '2026-01-31', dueOn: '2026-03-02' }
    })
    t.equal(await service.react(), 0, 'once for each event')
    const { version } = ok(await call('GET', `/v1/relative-filings/${one.id}`, { as: of(county) }))
    ok(await roster(batches.get('2026-02') as string, rosterOf(`R2,${village},101,,`, `R3,${village},101,,`)))
    await service.react()
    const again = ok(await call('GET', `/v1/relative-filings/${one.id}`, { as: of(county) }))
    t.equal(
      again.version,
      version,
      'a roster that changes nothing for the household leaves the filing as it is'
    )
  }
)

t.test('a replaced roster has it again: the term is taken back', async (t) => {
  await onRoster('2026-02', 'R1', 'R2', 'R3')
  t.equal(await endTerm(one.id), undefined)
  t.match((await noted(service, one.id)).at(-1), { action: 'relative-filing.household-back' })
})

t.test('months in any order: the latest roster decides, and the last month begins the term', async (t) => {
  at('2026-04-10')
  await onRoster('2026-04', 'R2', 'R3')
  t.match(await endTerm(one.id), { startedOn: '2026-02-28' })
  await onRoster('2026-03', 'R1', 'R2', 'R3')
  t.match(await endTerm(one.id), { startedOn: '2026-03-31' }, 'a month that comes later counts again')
  await onRoster('2026-03', 'R2', 'R3')
  t.match(await endTerm(one.id), { startedOn: '2026-02-28' })
  await onRoster('2026-05', 'R1', 'R2', 'R3')
  t.equal(await endTerm(one.id), undefined)
})

t.test('two rosters before either event is handled: the same result', async (t) => {
  const body = (period: string) => ({ programme, unitCode: county, period })
  const made = async (period: string) =>
    ok(await call('POST', '/v1/disbursements', { as: of(county), body: body(period) })).id
  at('2026-06-15')
  const [june, july] = [await made('2026-06'), await made('2026-07')]
  ok(await roster(july, rosterOf(`R3,${village},100,,`)))
  ok(await roster(june, rosterOf(`R2,${village},100,,`, `R3,${village},100,,`)))
  await service.react()
  t.match(await endTerm(one.id), { startedOn: '2026-05-31' })
  t.match(await endTerm(other.id), { startedOn: '2026-06-30' })
  batches.set('2026-07', july)
})

t.test('a correction of the household counts by the other household', async (t) => {
  ok(await step(other.id, 'correct', { recipientNo: 'R3', reason: '编号有误' }))
  t.equal(await endTerm(other.id), undefined)
  ok(await step(other.id, 'correct', { recipientNo: 'R2', reason: '编号有误' }))
  t.match(await endTerm(other.id), { startedOn: '2026-06-30' })
})

t.test('a filer who has left keeps the term of the departure', async (t) => {
  const leaving = await filer()
  const { id } = await filing(leaving.id, { recipientNo: 'R3' })
  ok(
    await call('POST', `/v1/filers/${leaving.id}/leave`, {
      as: of(county),
      body: { on: '2026-04-09', reason: '换届' }
    })
  )
  t.match(await endTerm(id), { startedOn: '2026-04-09' })
  await onRoster('2026-07', 'R2', 'R3')
  t.match(await endTerm(id), { startedOn: '2026-04-09' })
})

t.test('an ended filing gets no term', async (t) => {
  ok(await step(elsewhere.id, 'end', { on: '2026-04-10', reason: 'entered-in-error' }))
  await onRoster('2026-07', 'R3', 'R99')
  await onRoster('2026-08', 'R3')
  t.equal(await endTerm(elsewhere.id), undefined)
})
