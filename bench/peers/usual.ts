import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Type } from 'typebox'
import { caseRoutes } from './usual-cases.ts'

/** Fastify, TypeBox and Kysely as they are usually written: schemas, but no token, scope or audit. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

interface Tables {
  unit: {
    code: string
    name: string
    level: string
    parent_code: string | null
    counts_in_quota: boolean
    valid_from: Date | null
    valid_to: Date | null
    successor_code: string | null
    principal: string | null
    channels: unknown
    version: number
  }
}
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

const orNull = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()])
const Unit = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.String(),
  parentCode: orNull(Type.String()),
  countsInQuota: Type.Boolean(),
  validFrom: orNull(Type.String({ format: 'date' })),
  validTo: orNull(Type.String({ format: 'date' })),
  successorCode: orNull(Type.String()),
  principal: orNull(Type.String()),
  channels: Type.Object({}, { additionalProperties: true }),
  version: Type.Integer()
})

const app = fastify().withTypeProvider<TypeBoxTypeProvider>()
const params = Type.Object({ code: Type.String({ pattern: '^[0-9A-Za-z]{2,20}$' }) })

app.get(
  '/v1/units/:code',
  {
    schema: {
      params,
      response: { 200: Type.Unsafe<object>(Unit), 404: Type.Object({ error: Type.String() }) }
    }
  },
  async (request, reply) => {
    const unit = await db
      .selectFrom('unit')
      .select(['code', 'name', 'level', 'parent_code as parentCode', 'counts_in_quota as countsInQuota'])
      .select(['valid_from as validFrom', 'valid_to as validTo', 'successor_code as successorCode'])
      .select(['principal', 'channels', 'version'])
      .where('code', '=', request.params.code)
      .executeTakeFirst()
    return unit ?? reply.code(404).send({ error: 'not found' })
  }
)

caseRoutes(app as never, db as never)
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`ready on http://127.0.0.1:${(app.server.address() as { port: number }).port}`)
process.on('SIGTERM', () => process.exit(0))
