import t from 'tap'
import { problemOf } from '../../src/platform/errors/problems.ts'
import { faults, refusals } from '../../src/platform/errors/refusal.ts'

const labels = {
  'door-state': { open: { zh: '开', en: 'open' }, shut: { zh: '关', en: 'shut' } },
  'door-step': { shut: { zh: '关门', en: 'close the door' } }
}

const refuse = refusals(
  {
    step: {
      status: 409,
      title: { zh: '门的状态不符', en: 'Not in this state' },
      detail: {
        zh: '门现为{state:door-state}，不能{step:door-step}。',
        en: 'It is {state:door-state}; no {step}.'
      }
    }
  },
  labels
)

t.test('a code is told by its label, in the language of the reader', async (t) => {
  const refusal = refuse('step', { values: { state: 'shut', step: 'shut' } })
  t.equal(problemOf(refusal, 'zh').detail, '门现为关，不能关门。')
  t.equal(
    problemOf(refusal, 'en').detail,
    'It is shut; no shut.',
    'a placeholder without a list shows the value'
  )
  t.equal(refusal.message, 'It is shut; no shut.')
})

t.test('several codes are joined, and one without a label stands as it is', async (t) => {
  const refusal = refuse('step', { values: { state: ['open', 'ajar'], step: 7 } })
  t.equal(problemOf(refusal, 'zh').detail, '门现为开、ajar，不能7。')
  t.equal(problemOf(refusal, 'en').detail, 'It is open, ajar; no 7.')
})

t.test('a value may be a sentence of its own, and one that is not given stays open', async (t) => {
  const refusal = refuse('step', { values: { state: { zh: '坏', en: 'broken' } }, pointer: '/state' })
  t.match(problemOf(refusal, 'zh'), { detail: '门现为坏，不能{step:door-step}。' })
  t.match(problemOf(refusal, 'en').errors, [{ pointer: '/state', message: 'It is broken; no {step}.' }])
})

t.test('faults name codes in the same way', async (t) => {
  const fault = faults(
    { shut: { zh: '门应为{state:door-state}', en: 'Expected: {state:door-state}' } },
    labels
  )
  const refusal = refuse('step', { faults: [fault('shut', { pointer: '/door', values: { state: 'open' } })] })
  t.match(problemOf(refusal, 'zh').errors, [{ message: '门应为开' }])
  t.match(problemOf(refusal, 'en').errors, [{ message: 'Expected: open' }])
})

t.test('a list that is not given stops the start', async (t) => {
  const sentence = { zh: '不能{step:unknown-list}', en: 'no' }
  t.throws(() => refusals({ step: { status: 409, title: sentence } }), /no labels for \{step:unknown-list\}/)
  t.throws(() => faults({ step: sentence }, labels), /no labels/)
})
