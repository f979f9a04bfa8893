import type { DutyMeasures } from '../platform/access/duty-measures.ts'
import type { Subtree } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { measuredDutiesIn } from '../policy/index.ts'
import { allMeasures } from './fund-supervision.ts'
import * as store from './store.ts'

/** Which units are asked about, and up to which day. */
export interface SumsQuestion {
  db: Db
  actor: Actor
  tree: Subtree
  year: number
  asOf: string
}

/** How many units met each duty, by the unit itself and by each direct subordinate. */
export function dutySumsBy(duties: DutyMeasures) {
  const measures = allMeasures(duties)
  return (asked: SumsQuestion): Promise<store.DutySum[]> =>
    store.sums({ ...asked, whole: asked.tree, duties: measuredDutiesIn(asked.year), measures })
}
