import type { FastifyInstance } from 'fastify'
import { CompiledQuery, type Kysely } from 'kysely'
import { Type } from 'typebox'
import { queuePage, receive, type NewCase as Taken } from './cases.ts'

const text = Type.String()
const day = Type.String({ format: 'date' })
const orNull = (schema: typeof text) => Type.Union([schema, Type.Null()])
const shown = {
  id: text,
  number: text,
  kind: text,
  channel: text,
  receivedAt: Type.String({ format: 'date-time' }),
  unitCode: text,
  unitName: text,
  decidingUnitCode: text,
  accusedUnitCode: orNull(text),
  category: text,
  cause: orNull(text),
  summary: text,
  anonymous: Type.Boolean(),
  representatives: Type.Integer(),
  state: text,
  nextDueOn: orNull(day),
  overdue: Type.Boolean(),
  handlerName: orNull(text),
  sameFactsAs: orNull(text),
  acceptedOn: orNull(day),
  concludedOn: orNull(day),
  closedOn: orNull(day)
}
const Page = Type.Object({ items: Type.Array(Type.Object(shown)), nextCursor: orNull(text) })
const Made = Type.Object({ id: text, number: text, unit_code: text, state: text })
const NewCase = Type.Object({
  kind: text,
  channel: text,
  receivedAt: Type.String({ format: 'date-time' }),
  unitCode: text,
  category: text,
  summary: Type.String({ maxLength: 4000 }),
  anonymous: Type.Boolean()
})
/** Cases by Fastify, TypeBox and Kysely, without token, scope, search or idempotency. */
export function caseRoutes(app: FastifyInstance, db: Kysely<never>): void {
  const querystring = Type.Object({ within: text, depth: Type.Integer() })
  app.get('/v1/cases', { schema: { querystring, response: { 200: Page } } }, async (request) => {
    const { within, depth } = request.query as { within: string; depth: number }
    const rows = await all(db, queuePage(depth), [within])
    const last = rows[49]
    return {
      items: rows.slice(0, 50),
      nextCursor: rows.length > 50 ? `${last?.nextDueOn} ${last?.id}` : null
    }
  })
  app.post('/v1/cases', { schema: { body: NewCase, response: { 201: Made } } }, async (request, reply) => {
    const made = await db
      .transaction()
      .execute((tx) => receive((text, values) => all(tx, text, values), request.body as Taken))
    return reply.code(201).send(made)
  })
}

async function all(db: Kysely<never>, text: string, values: unknown[]) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
  return rows as Record<string, unknown>[]
}
