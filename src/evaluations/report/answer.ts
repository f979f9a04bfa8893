import accepts from 'accepts'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Db } from '../../platform/database/connect.ts'
import type { Viewer } from '../../platform/database/fields.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Shown } from '../store.ts'
import { targetSeenBy } from '../visibility.ts'
import { reportOf } from './document.ts'
import { scores } from './list.ts'

/** The answer of the report for the schema of its route: a document, or a workbook. */
export const reportAnswer = {
  description: `${documentAnswer.description}; with \`Accept\` of a workbook, the table of scores`,
  content: {
    ...documentAnswer.content,
    [XLSX]: {
      schema: Type.String({
        format: 'binary',
        description: 'Table of scores, headers in the language of the caller'
      })
    }
  }
}

interface Report {
  db: Db
  evaluation: Shown
  viewer: Viewer
}

/** Answers with the document, or with the table of scores where the caller asks for a workbook. */
export async function answerWithReport(reply: FastifyReply, { db, evaluation, viewer }: Report) {
  const isBook = accepts(reply.request.raw).types(['docx', XLSX]) === XLSX
  if (!isBook) return reply.document(evaluation, await reportOf(db, evaluation))
  const list = scores.asked({ db }, {}, scoresOf(evaluation.id), viewer)
  return reply.list({ ...list, item: 'EvaluationScore' })
}

/** All lines of an evaluation that the reader may see. */
export const scoresOf = (id: string) => belongingTo('evaluation_target.evaluation_id', id, targetSeenBy)
