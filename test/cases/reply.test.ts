import t from 'tap'
import { bodies, casesOf, clerk, county, inShort } from '../examples/case.ts'
import { noted, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { made, read, step, taken, standing, on } = casesOf(service)

t.test('refused, and nothing written', async (t) => {
  const reply = bodies.reply
  await refusedScenes(t, service, {
    step: 'reply',
    from: ['accepted'],
    malformed: {
      'no text': [{ ...reply, text: '' }, '/text'],
      'a text too long': [{ ...reply, text: '长'.repeat(8001) }, '/text'],
      'an outcome of a review': [{ ...reply, outcome: 'maintained' }, '/outcome'],
      'no cause': [{ text: 'x', outcome: 'upheld' }, '/cause'],
      'an unknown cause': [{ ...reply, cause: 'weather' }, '/cause']
    }
  })
  await refusedScenes(t, service, {
    step: 'withdraw',
    from: ['received', 'accepted', 'replied', 'under-review', 'reviewed', 'under-recheck'],
    malformed: { 'a blank reason': [{ reason: ' ' }] }
  })
  await refusedScenes(t, service, { step: 'close', from: ['declined', 'replied', 'reviewed', 'final'] })
})

t.test('replied: the term is kept; the petitioner of an appeal may ask for a review', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  on('2026-04-30')
  const body = await taken(id, 'reply', { as: clerk(county, 'caseworker', 'other') })
  t.match(body, {
    state: 'replied',
    concludedOn: '2026-04-30',
    cause: 'late-handling',
    nextDueOn: null,
    overdue: false,
    handlerName: '220102 caseworker',
    reply: { unitCode: county, outcome: 'upheld', text: '已核实并补发', decidedOn: '2026-04-30' },
    review: null
  })
  t.strictSame(inShort(body).slice(1), [
    'case.conclude 2026-03-02 2026-05-06 2026-04-30 met',
    // Thirty days end on 30 May, a Saturday.
    'case.review-request 2026-04-30 2026-06-01 - running'
  ])
  const [, , line] = await noted(service, id)
  const ended = { rule: 'case.conclude', dueOn: '2026-05-06', metOn: '2026-04-30', isMet: true }
  const details = {
    from: 'accepted',
    to: 'replied',
    outcome: 'upheld',
    cause: 'late-handling',
    terms: [ended]
  }
  t.match(line, { action: 'case.replied', event: 'case.replied', actor: 'other', details, data: details })
  t.notMatch(JSON.stringify(line), '已核实', 'what was written to the petitioner is no event')
})

t.test('enquiries and suggestions are answered at once; appeals and reports after acceptance', async (t) => {
  for (const [kind, found] of Object.entries({ enquiry: 200, suggestion: 200, appeal: 409, report: 409 })) {
    on('2026-03-02')
    const { id } = await made({ kind })
    on('2026-03-10')
    const { status, body } = await step(id, 'reply')
    t.equal(status, found, kind)
    if (status === 409) continue
    t.equal(body.handlerName, '220102 caseworker')
    const isLate = kind === 'enquiry'
    t.strictSame(inShort(body), [
      isLate
        ? 'case.enquiry 2026-03-02 2026-03-09 2026-03-10 missed'
        : 'case.notify 2026-03-02 2026-03-17 2026-03-10 met'
    ])
  }
})

t.test('replied twice at once: one reply', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((sub) =>
      step(id, 'reply', { as: clerk(county, 'caseworker', sub), body: { ...bodies.reply, text: sub } })
    )
  )
  t.strictSame(statuses(answers), [200, 409, 409])
  const { reply } = (await read(id)) as unknown as { reply: { text: string } }
  t.equal(answers.find(({ status }) => status === 200)?.body.reply.text, reply.text)
  t.equal((await noted(service, id)).length, 3)
})

t.test('withdrawn: nothing runs any more, nor can anything be asked for', async (t) => {
  on('2026-03-02')
  const id = await standing('replied')
  on('2026-04-20')
  const body = await taken(id, 'withdraw', { body: { reason: '问题已解决' } })
  t.match(body, { state: 'withdrawn', closedOn: '2026-04-20', nextDueOn: null })
  t.ok(body.terms.every(({ metOn }) => metOn !== null))
  t.match((await noted(service, id)).at(-1), {
    action: 'case.withdrawn',
    details: { from: 'replied', to: 'withdrawn', reason: '问题已解决', terms: [] }
  })
  for (const body of [undefined, {}]) {
    t.equal((await step(await standing('received'), 'withdraw', { body })).status, 200)
  }
  const again = await standing('accepted')
  t.strictSame(statuses(await Promise.all([1, 2].map(() => step(again, 'withdraw')))), [200, 409])
})

t.test('closed: the petitioner may still ask while there is time', async (t) => {
  on('2026-03-02')
  const id = await standing('replied')
  t.strictSame(statuses(await Promise.all([1, 2].map(() => step(id, 'close')))), [200, 409])
  const body = await read(id)
  t.match(body, { state: 'closed', closedOn: '2026-03-02', nextDueOn: null })
  t.equal(inShort(body).at(-1), 'case.review-request 2026-03-02 2026-04-01 - running')
  t.match((await noted(service, id)).at(-1), {
    action: 'case.closed',
    details: { from: 'replied', to: 'closed' }
  })
  on('2026-04-01')
  const asked = await taken(id, 'request-review', { body: { requestedOn: '2026-04-01' } })
  t.match(asked, { state: 'under-review', closedOn: null })
})
