import t from 'tap'
import { pauseAfter, pausedAfter, pauses } from '../../src/webhooks/rules.ts'

t.test('pauses grow, and make three days', async (t) => {
  t.same(
    pauses,
    [...pauses].sort((a, b) => a - b)
  )
  const sum = pauses.reduce((all, one) => all + one, 0)
  t.ok(Math.abs(sum - 72 * 3600) < 3600, `${sum} seconds`)
  for (const [n, pause] of pauses.entries()) {
    t.equal(pauseAfter(n + 1, 0.5), pause)
    t.ok(Math.abs((pauseAfter(n + 1, 0) ?? 0) - 0.9 * pause) < 1e-6)
    t.ok(Math.abs((pauseAfter(n + 1, 1) ?? 0) - 1.1 * pause) < 1e-6)
  }
  t.equal(pauseAfter(pauses.length + 1, 0.5), undefined)
})

t.test('when a webhook is paused', async (t) => {
  const table: [failures: number, status: number | null, reason: string | undefined][] = [
    [1, 500, undefined],
    [1, null, undefined],
    [1, 410, 'gone'],
    [pauses.length, 404, undefined],
    [pauses.length + 1, 404, 'failing'],
    [pauses.length + 1, null, 'failing']
  ]
  for (const [failures, status, reason] of table) t.equal(pausedAfter(failures, status), reason)
})
