import t from 'tap'
import { Closing } from '../src/startup/closing.ts'

t.test('the last opened is closed first, and what hangs keeps nobody', async (t) => {
  const closed: string[] = []
  const failed: string[] = []
  const closing = new Closing((step) => failed.push(step))
  const opened = (name: string) => closing.add(name, async () => closed.push(name))
  opened('database')
  closing.add('broken', () => Promise.reject(new Error('broken')))
  closing.add('silent', () => new Promise(() => {}), { leastMs: 1 })
  opened('jobs')
  t.same(await closing.close(400), ['silent'])
  t.same(closed, ['jobs', 'database'])
  t.same(failed, ['broken'])
})

t.test('a step leaves to those after it what they need, and knows how much it has', async (t) => {
  const closing = new Closing(() => {})
  const limits: number[] = []
  const step = async (limitMs: number) => limits.push(limitMs)
  closing.add('PostgreSQL', step, { leastMs: 3000 })
  closing.add('jobs', step, { mostMs: 20_000 })
  closing.add('requests', step, { mostMs: 5000 })
  t.same(await closing.close(10_000), [])
  const [requests, jobs, postgres] = limits as [number, number, number]
  t.equal(requests, 5000, 'no more than it may have')
  t.ok(jobs <= 7000 && postgres > jobs, 'the rest, but for what the last one needs')
})
