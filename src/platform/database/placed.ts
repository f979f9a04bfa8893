import type { Generated } from 'kysely'

/** The place of a record: columns of every table that is listed by subtree (decision 001). */
export interface Placed extends Within {
  unit_code: string
  path: string
}

/** Columns that PostgreSQL computes from a path: the code at each depth. */
export interface Within {
  within_1: Generated<string>
  within_2: Generated<string | null>
  within_3: Generated<string | null>
  within_4: Generated<string | null>
}
