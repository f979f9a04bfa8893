import { keysOf } from '../../platform/values/keys.ts'
import type { Standing } from '../rules.ts'
import type { CaseCorrection } from './schema.ts'

type Corrected = Pick<Standing, keyof CaseCorrection>

/** The values that a correction changes, and their old values. */
export function correction(one: Corrected, wanted: CaseCorrection) {
  const names = keysOf(wanted).filter((name) => wanted[name] !== one[name])
  const pick = (from: Partial<Corrected>) => Object.fromEntries(names.map((name) => [name, from[name]]))
  return { change: pick(wanted) as Partial<Corrected>, before: pick(one) as Partial<Corrected> }
}
