import { cases } from './cases.ts'
import { ground } from './ground.ts'
import { interviews } from './interviews.ts'
import { notices } from './notices.ts'
import type { Row, Rows, Sight } from './row.ts'

export type { Row, Sight } from './row.ts'

/** Every route of the service. One that is not here fails the test: say there who may see what it shows. */
export const matrix: Rows = {
  ...ground,
  ...cases,
  ...notices,
  ...interviews,
  'GET /v1/consequences': { sight: 'follows', scope: 'consequence' }
}

export function routesOf(sight: Sight): [route: string, row: Row][] {
  return Object.entries(matrix).filter(([, row]) => row.sight === sight)
}
