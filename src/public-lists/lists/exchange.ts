import { Readable } from 'node:stream'
import accepts from 'accepts'
import type { FastifyRequest } from 'fastify'
import type { Hasher } from '../../funds/index.ts'
import type { Exchanged } from '../../platform/http/exchanges.ts'
import { yuanOf } from '../../platform/values/money.ts'
import type { Work } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { DOCX, type Form, fileOf, MOST_IN_DOCUMENT } from './files.ts'
import type { RenderCheck } from './schema.ts'
import type { ListFile } from './verify.ts'

/** The finished file in the form that the caller prefers, or the result of a check. */
export async function exchanged(
  work: Work,
  id: string,
  { raw }: Pick<FastifyRequest, 'raw'>,
  file: ListFile,
  hashed: Hasher
): Promise<Exchanged> {
  const form = accepts(raw).types(['text/csv', XLSX, DOCX, 'application/json']) || 'text/csv'
  if (form === 'application/json') {
    const { lines, fen, leftOut, list } = await actions.checkList(work, id, file, { hashed })
    const { count, first } = leftOut
    const amount = fen === null ? null : yuanOf(fen)
    const check = { lines, amount, compared: list.isCompared, leftOut: count, leftOutRecipients: first }
    const text = JSON.stringify(check satisfies RenderCheck)
    return { type: 'application/json; charset=utf-8', content: () => Readable.from([Buffer.from(text)]) }
  }
  const { list, leftOut } = await actions.renderList(work, id, file, { hashed })
  if (form === DOCX && list.lines.length > MOST_IN_DOCUMENT)
    throw refuse('list-document-too-long', { values: { most: MOST_IN_DOCUMENT } })
  return fileOf(list, form as Form, work.today, leftOut.count)
}
