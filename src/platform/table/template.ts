import { Readable } from 'node:stream'
import accepts from 'accepts'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { XLSX } from '../xlsx/media-type.ts'
import { workbookOf } from '../xlsx/write.ts'
import type { TableColumns } from './columns.ts'

/** The answer with a template, for the schema of a route. */
export const templateAnswer = {
  description:
    '模板文件，含表头和一行示例。Template with a header and one example line,' + ' which has to be deleted',
  content: {
    'text/csv': { schema: Type.String({ description: 'UTF-8 with BOM' }) },
    [XLSX]: {
      schema: Type.String({
        format: 'binary',
        description: 'Workbook in which all columns are formatted as text'
      })
    }
  }
}

/** Answers with a template of a table: CSV, or a workbook if the caller prefers one. */
export function sendTemplate(reply: FastifyReply, table: TableColumns, name: string): FastifyReply {
  const isBook = accepts(reply.request.raw).types(['text/csv', XLSX]) === XLSX
  const end = isBook ? 'xlsx' : 'csv'
  const csv = csvOf(table)
  return reply
    .type(isBook ? XLSX : 'text/csv; charset=utf-8')
    .header(
      'content-disposition',
      `attachment; filename="template.${end}"; filename*=UTF-8''${encodeURIComponent(name)}.${end}`
    )
    .header('vary', 'accept')
    .serializer((payload: unknown) => payload as string)
    .send(isBook ? workbookOf(Readable.from([Buffer.from(csv)], { objectMode: false })) : csv)
}

function csvOf({ columns }: TableColumns): string {
  const lines = [columns.map(({ zh }) => zh), columns.map(({ example }) => example)]
  return `\ufeff${lines.map((cells) => `${cells.join(',')}\n`).join('')}`
}
