import chineseDays from 'chinese-days'
import type { Test } from 'tap'
import t from 'tap'
import { at, bodies, casesOf, clerk, county, inShort, leader, township } from '../examples/case.ts'
import { noted, refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, read, taken, on } = casesOf(service)
const [city, province] = [clerk('2201'), clerk('22')]

/** When a term is due by the calendar of others: the first day is not counted, the last one is worked. */
function due(startedOn: string, days: number): string {
  const end = new Date(`${startedOn}T12:00:00Z`)
  end.setUTCDate(end.getUTCDate() + days)
  const day = () => end.toISOString().slice(0, 10)
  while (!chineseDays.isWorkday(day())) end.setUTCDate(end.getUTCDate() + 1)
  return day()
}

function dueAfterWorkingDays(startedOn: string, days: number): string {
  const end = new Date(`${startedOn}T12:00:00Z`)
  for (let left = days; left > 0; ) {
    end.setUTCDate(end.getUTCDate() + 1)
    if (chineseDays.isWorkday(end.toISOString().slice(0, 10))) left -= 1
  }
  return end.toISOString().slice(0, 10)
}

/** All steps but these are refused with a conflict, and leave no trace. */
async function noOtherStep(t: Test, id: string, ...allowed: string[]): Promise<void> {
  const leaderAbove = { unit: '22', roles: ['leader'] as 'leader'[] }
  const steps = ['accept', 'decline', 'forward', 'object', 'extend', 'exclude', 'reply', 'request-review']
  const more = ['review', 'request-recheck', 'recheck', 'withdraw', 'close']
  const { kind, state, decidingUnitCode } = await read(id)
  for (const name of [...steps, ...more].filter((name) => !allowed.includes(name))) {
    const url = at(id, name)
    const only = ['extend', 'request-review'].includes(name) && kind !== 'appeal'
    const code = only
      ? 'wrong-kind'
      : name === 'object' && state === 'received'
        ? 'not-forwarded'
        : 'case-step'
    const body = bodies[name]
    const as = name === 'object' ? leader(decidingUnitCode) : leaderAbove
    await refused(
      t,
      service,
      { method: 'POST', url, as, body },
      { [`${name}, ${state}`]: { is: [409, code] } }
    )
  }
}

t.test('an appeal, forwarded, given back, extended, reviewed and re-checked: to the end', async (t) => {
  on('2026-01-20')
  const { id } = await made({ receivedAt: '2026-01-19T15:00:00+08:00' })
  await noOtherStep(t, id, 'accept', 'decline', 'forward', 'withdraw')
  on('2026-01-30')
  await taken(id, 'forward')
  on('2026-02-05')
  await taken(id, 'object', { as: clerk(township) })
  on('2026-02-14')
  await taken(id, 'accept')
  await noOtherStep(t, id, 'reply', 'extend', 'exclude', 'withdraw')
  on('2026-04-01')
  await taken(id, 'extend', { as: leader(), body: { days: 20, reason: '需要入户核实' } })
  on('2026-05-06')
  await taken(id, 'reply')
  await noOtherStep(t, id, 'request-review', 'withdraw', 'close')
  on('2026-06-08')
  await taken(id, 'request-review', { body: { requestedOn: '2026-06-05' } })
  await noOtherStep(t, id, 'review', 'exclude', 'withdraw')
  on('2026-07-03')
  await taken(id, 'review', { as: city })
  await noOtherStep(t, id, 'request-recheck', 'withdraw', 'close')
  on('2026-08-03')
  await taken(id, 'request-recheck', { as: city, body: { requestedOn: '2026-08-03' } })
  await taken(id, 'exclude', { as: province, body: { from: '2026-08-10', to: '2026-08-14', reason: '听证' } })
  await noOtherStep(t, id, 'recheck', 'exclude', 'withdraw')
  on('2026-09-10')
  await taken(id, 'recheck', { as: province, body: { text: '变更原处理意见', outcome: 'changed' } })
  await noOtherStep(t, id, 'close')
  on('2026-09-11')
  const end = await taken(id, 'close', { as: province })
  t.match(end, { state: 'closed', nextDueOn: null, overdue: false, closedOn: '2026-09-11' })
  await noOtherStep(t, id)
  t.strictSame(inShort(end), [
    // Given back, it ran on from the first receipt.
    `case.notify 2026-01-19 ${due('2026-01-19', 15)} 2026-02-14 missed`,
    `case.notify 2026-01-30 ${due('2026-01-30', 15)} 2026-02-05 met`,
    `case.object 2026-01-30 ${dueAfterWorkingDays('2026-01-30', 5)} 2026-02-05 met`,
    `case.conclude 2026-02-14 ${due('2026-02-14', 60 + 20)} 2026-05-06 met`,
    `case.review-request 2026-05-06 ${due('2026-05-06', 30)} 2026-06-05 met`,
    `case.review 2026-06-05 ${due('2026-06-05', 30)} 2026-07-03 met`,
    `case.recheck-request 2026-07-03 ${due('2026-07-03', 30)} 2026-08-03 met`,
    // Five days of a hearing do not count.
    `case.recheck 2026-08-03 ${due('2026-08-03', 30 + 5)} 2026-09-10 missed`
  ])
  const { items } = (await call('GET', `/v1/cases/${id}/timeline`, { as: clerk() })).body
  const steps = ['received', 'forwarded', 'objected', 'accepted', 'extended', 'replied', 'review-requested']
  const rest = ['reviewed', 'recheck-requested', 'days-excluded', 'rechecked', 'closed']
  t.strictSame(
    items.map(({ action }: { action: string }) => action),
    [...steps, ...rest].map((step) => `case.${step}`)
  )
  t.strictSame(
    (await noted(service, id)).map(({ action }) => action),
    items.map(({ action }: { action: string }) => action)
  )
  t.equal((await read(id)).state, 'closed')
})

t.test('a report', async (t) => {
  on('2026-04-01')
  const { id } = await made({
    kind: 'report',
    accusedUnitCode: '220103',
    receivedAt: '2026-04-01T08:00:00+08:00'
  })
  await noOtherStep(t, id, 'accept', 'decline', 'forward', 'withdraw')
  on('2026-04-16')
  await taken(id, 'accept')
  await noOtherStep(t, id, 'reply', 'exclude', 'withdraw')
  on('2026-07-01')
  const replied = await taken(id, 'reply')
  t.match(replied, { state: 'replied', nextDueOn: null })
  await noOtherStep(t, id, 'withdraw', 'close')
  t.strictSame(inShort(await taken(id, 'close')), [
    `case.notify 2026-04-01 ${due('2026-04-01', 15)} 2026-04-16 met`
  ])
  await noOtherStep(t, id)
})

t.test('an enquiry and a suggestion', async (t) => {
  on('2026-04-30')
  const { id: enquiry } = await made({ kind: 'enquiry', receivedAt: '2026-04-30T09:00:00+08:00' })
  const { id: suggestion } = await made({ kind: 'suggestion', receivedAt: '2026-04-30T09:00:00+08:00' })
  const way = ['accept', 'decline', 'forward', 'reply', 'withdraw']
  for (const id of [enquiry, suggestion]) await noOtherStep(t, id, ...way)
  // Past the holidays of May, with a Saturday that is worked.
  on('2026-05-11')
  for (const id of [enquiry, suggestion])
    await taken(id, 'reply', { body: { ...bodies.reply, outcome: 'explained' } })
  t.strictSame(inShort(await read(enquiry)), [
    `case.enquiry 2026-04-30 ${dueAfterWorkingDays('2026-04-30', 5)} 2026-05-11 met`
  ])
  t.strictSame(inShort(await read(suggestion)), [
    `case.notify 2026-04-30 ${due('2026-04-30', 15)} 2026-05-11 met`
  ])
  for (const id of [enquiry, suggestion]) {
    await noOtherStep(t, id, 'withdraw', 'close')
    t.match(await taken(id, 'close'), { state: 'closed', nextDueOn: null, unitCode: county })
    await noOtherStep(t, id)
  }
})

t.test('declined and withdrawn ones end, too', async (t) => {
  on('2026-04-01')
  const { id: declined } = await made()
  await taken(declined, 'decline')
  await noOtherStep(t, declined, 'close')
  await taken(declined, 'close')
  await noOtherStep(t, declined)
  const { id: withdrawn } = await made()
  await taken(withdrawn, 'withdraw', { body: {} })
  await noOtherStep(t, withdrawn)
})
