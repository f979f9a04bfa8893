import t from 'tap'
import { settle, tidier } from '../../src/platform/observability/memory.ts'

const MB = 1024 * 1024

t.test('young garbage is collected once for each MB that has passed', async (t) => {
  const gc = t.capture(globalThis as unknown as { gc: (options: object) => void }, 'gc')
  const [tidy, other] = [tidier(), tidier()]
  for (let n = 0; n < 10; n += 1) tidy(MB / 4)
  other(MB / 2)
  t.same(
    gc().map(({ args }) => args),
    [[{ type: 'minor' }], [{ type: 'minor' }]]
  )
  settle()
  t.match(gc()[0]?.args, [{ type: 'major' }])
})

t.test('without --expose-gc nothing happens', async (t) => {
  t.equal(globalThis.gc, undefined)
  tidier()(10 * MB)
  settle()
})
