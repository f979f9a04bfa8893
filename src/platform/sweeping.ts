import { sweep } from './idempotency.ts'
import { sweepEnded } from './operations/index.ts'
import { repeat } from './repeat.ts'
import type { Workshop } from './work.ts'

const HOUR = 3600

/** Forgets, once an hour until stopped, kept answers and operations that are old enough. */
export function keepSweeping({ db, clock }: Workshop, onError: (error: unknown) => void) {
  const all = async () => {
    await sweep(db, clock())
    await sweepEnded(db, clock())
  }
  return repeat(HOUR, all, onError)
}
