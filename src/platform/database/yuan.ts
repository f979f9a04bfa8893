import { type RawBuilder, sql } from 'kysely'

/** An amount in fen as text in yuan, made by PostgreSQL so that pages and downloads agree. */
export function yuan(column: string): RawBuilder<string> {
  return yuanOf(sql.ref(column))
}

/** The same for an expression that is not a column. */
export function yuanOf(fen: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`round((${fen})::numeric / 100, 2)::text`
}
