import t from 'tap'
import { Overload } from '../../src/platform/http/limits/overload.ts'

/** Looks that come so many milliseconds after they were due. */
function lookedAt(overload: Overload, lateMs: readonly number[]): boolean[] {
  let now = 1000
  overload.look(now)
  return lateMs.map((late) => {
    now += 200 + late
    overload.look(now)
    return overload.isOverloaded
  })
}

t.test('a short spike is no overload', async (t) => {
  t.same(lookedAt(new Overload(1000), [0, 5000, 0, 1001, 1001, 900, 2000, 2000]), Array(8).fill(false))
})

t.test('a lag that stays is, until one look is in time', async (t) => {
  t.same(lookedAt(new Overload(1000), [1001, 1001, 1001, 3000, 1000, 1001]), [
    false,
    false,
    true,
    true,
    false,
    false
  ])
})
