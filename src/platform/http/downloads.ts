import accepts from 'accepts'
import type { FastifyReply } from 'fastify'
import type { CompiledQuery } from 'kysely'
import type { Pool } from 'pg'
import { type TSchema, Type } from 'typebox'
import { type Column, csvOf } from '../csv/write.ts'
import type { App } from './app.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Whether the caller asks for a list as a table to download (`Accept: text/csv`). */
    wantsCsv(): boolean
  }
}

export function downloads(app: App): void {
  app.decorateReply('wantsCsv', function (this: FastifyReply) {
    return accepts(this.request.raw).types(['json', 'text/csv']) === 'text/csv'
  })
}

/** The answer of a list: a page as JSON, or all of it as CSV. */
export function withCsv(page: TSchema) {
  return {
    description: '一页记录；`Accept: text/csv` 则为全部记录。A page; with `Accept: text/csv` the whole list',
    content: {
      'application/json': { schema: page },
      'text/csv': { schema: Type.String({ description: 'UTF-8 with BOM, formula-safe' }) }
    }
  }
}

export async function sendCsv(
  reply: FastifyReply,
  pool: Pool,
  query: CompiledQuery,
  columns: readonly Column[]
) {
  const stream = await csvOf(pool, query, columns)
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="list.csv"')
    .header('vary', 'accept')
    .serializer((payload: unknown) => payload as string)
    .send(stream)
}
