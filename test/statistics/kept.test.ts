import t from 'tap'
import { KeptAnswers } from '../../src/statistics/kept.ts'

/** Answers that are counted by the test, at times of its own. */
function counting(takesMs: number) {
  const clock = { ms: 0 }
  const kept = new KeptAnswers<number>(() => clock.ms)
  let counts = 0
  const ask = (state: string, key = 'reader') =>
    kept.answer(key, state, async () => {
      clock.ms += takesMs
      counts += 1
      return counts
    })
  return { clock, kept, ask }
}

t.test('while nothing is written the answer stays', async (t) => {
  const { ask } = counting(10)
  t.same([await ask('a'), await ask('a'), await ask('b'), await ask('b')], [1, 1, 2, 2])
})

t.test('an answer that took long is given for twenty times as long, whatever is written', async (t) => {
  const { ask, clock } = counting(2000)
  t.same([await ask('a'), await ask('b')], [1, 1])
  clock.ms = 40_001
  t.equal(await ask('c'), 2)
})

t.test('each reader has answers of their own', async (t) => {
  const { ask } = counting(2000)
  t.same([await ask('a', 'one'), await ask('a', 'other'), await ask('a', 'one')], [1, 2, 1])
})

t.test('two who ask at once wait for one count, and a failure is not kept', async (t) => {
  const { kept } = counting(0)
  let counts = 0
  const fail = async () => {
    counts += 1
    throw new Error('away')
  }
  await t.rejects(Promise.all([kept.answer('k', 's', fail), kept.answer('k', 's', fail)]), {
    message: 'away'
  })
  t.equal(counts, 1)
  t.equal(await kept.answer('k', 's', async () => 7), 7)
})
