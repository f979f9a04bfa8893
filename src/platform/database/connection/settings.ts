import { Type } from 'typebox'

/** Settings that name the database, by the name of their environment variable. */
export const databaseSettings = {
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'PostgreSQL 15 or newer, one server or several; unset: an embedded one'
    })
  ),
  DATABASE_REPLICA_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'A standby of the same PostgreSQL, one or several, for lists, downloads and figures'
    })
  ),
  DATABASE_POOL_SIZE: Type.Integer({
    minimum: 2,
    maximum: 200,
    default: 10,
    description: 'Connections for requests'
  })
}
