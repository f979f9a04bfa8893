import t from 'tap'
import { Places } from '../../../src/platform/http/limits/places.ts'

const ann = { sub: 'ann', unitCode: '2201' }
const ben = { sub: 'ben', unitCode: '2201' }
const cat = { sub: 'cat', unitCode: '2201' }
const far = { sub: 'far', unitCode: '2202' }
const long = 600_000
const busy = { code: 'streams-busy', particulars: { retryAfterSeconds: 5 } }

/** Notes who enters, in their order. */
function noting(places: Places) {
  const entered: string[] = []
  const enter = (caller: typeof ann, signal?: AbortSignal) => {
    const entering = places.enter(caller, signal)
    entering.then(
      () => entered.push(caller.sub),
      () => {}
    )
    return entering
  }
  return { entered, enter }
}

const settled = () => new Promise((done) => setImmediate(done))

t.test('nobody gets more than their share, and nobody waits behind those who wait for theirs', async (t) => {
  const { entered, enter } = noting(new Places({ most: 10, ofCaller: 2, ofUnit: 3, patienceMs: long }))
  const first = await enter(ann)
  await enter(ann)
  const third = enter(ann)
  await enter(ben)
  const ofUnit = enter(cat)
  await enter(far)
  await settled()
  t.same(entered, ['ann', 'ann', 'ben', 'far'])
  first()
  await third
  t.same(entered, ['ann', 'ann', 'ben', 'far', 'ann'], 'who waited longest, among those who may')
  first()
  await settled()
  t.same(entered.length, 5, 'left once, however often that is said')
  ;(await third)()
  await ofUnit
  t.equal(entered.at(-1), 'cat')
})

t.test('a place goes on to whoever may have it', async (t) => {
  const { entered, enter } = noting(new Places({ most: 2, ofCaller: 1, patienceMs: long }))
  await enter(ann)
  const leave = await enter(ben)
  enter(ann).catch(() => {})
  enter(far)
  leave()
  await settled()
  t.same(entered, ['ann', 'ben', 'far'], 'not to ann, who has hers')
})

t.test('patience has an end, and so has the number of those who wait', async (t) => {
  const places = new Places({ most: 1, patienceMs: 1 })
  await places.enter(ann)
  await t.rejects(places.enter(far), busy)
  const patient = new Places({ most: 1, patienceMs: long })
  const leave = await patient.enter(ann)
  const waiting = Array.from({ length: 20 }, () => patient.enter(ben))
  await t.rejects(patient.enter(ben), busy, 'the 21st of one person')
  const other = patient.enter(far)
  leave()
  for (const one of waiting) (await one)()
  await other
})

t.test('who leaves while they wait makes room', async (t) => {
  const { entered, enter } = noting(new Places({ most: 1, patienceMs: long }))
  const leave = await enter(ann)
  const leaving = new AbortController()
  const gone = enter(ben, leaving.signal)
  const next = enter(far)
  leaving.abort(new Error('gone'))
  await t.rejects(gone, { message: 'gone' })
  leave()
  await next
  t.same(entered, ['ann', 'far'])
  await t.rejects(enter(ben, leaving.signal), { message: 'gone' })
})
