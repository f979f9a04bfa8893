import type { Generated } from 'kysely'

/** Where a record stands: the columns of every table that is listed by subtree (decision 001). */
export interface Placed extends Within {
  unit_code: string
  path: string
}

/** What PostgreSQL makes of a path: the code at each depth. */
export interface Within {
  within_1: Generated<string>
  within_2: Generated<string | null>
  within_3: Generated<string | null>
  within_4: Generated<string | null>
}
