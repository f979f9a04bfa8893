import type { FastifyContextConfig } from 'fastify'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as evaluations from '../store.ts'
import { targetParams } from '../targets/schema.ts'
import * as targets from '../targets/store.ts'
import { refuse } from '../vocabulary.ts'
import { answerWithReport, reportAnswer, scoresOf } from './answer.ts'
import { EvaluationScores, scoreSchemas } from './fields.ts'
import { scores } from './list.ts'
import { selfAssessmentOf } from './self-assessment.ts'

const scope = 'evaluation'
const read: FastifyContextConfig = { permission: 'evaluations:read', scope }

/** Official documents of an evaluation, and the table of scores behind them. */
export function reportRoutes(app: App, context: AppContext): void {
  for (const one of scoreSchemas) app.addSchema(one)
  reporting(app, context)
  assessing(app, context)
}

function reporting(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/report',
    {
      config: read,
      schema: {
        ...describe('getEvaluationReport', 'evaluations', '绩效评价报告', {
          zh: '以公文形式返回绩效评价报告：基本情况、得分表、问题和建议；Accept 为工作簿类型时返回得分表。评价单位在评分后可以查看，辖区内的单位在发布后可以查看。',
          en:
            'Returns the report as an official document: facts, scores, problems and advice; with `Accept` ' +
            'of a workbook, the table of scores. The evaluating unit sees it once it is scored, the units ' +
            'within it once it is published.'
        }),
        params: idParams,
        response: { 200: reportAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const today = localDate(clock())
      const evaluation = await reported(db, actor, params.id, today)
      return answerWithReport(reply, { db, evaluation, viewer: { ...actor, today } })
    }
  )
  app.get(
    '/v1/evaluations/:id/scores',
    {
      config: read,
      schema: {
        ...describe('listEvaluationScores', 'evaluations', '绩效评价得分表', {
          zh: '列出被评价单位各项指标的数值和得分，与评价报告同时可以查看。被评价单位只能看到本单位辖区内的单位。',
          en:
            'Lists the indicators of the evaluated units with their values and scores, for readers of the ' +
            'report. Readers in an evaluated unit see only units within their own.'
        }),
        params: idParams,
        querystring: scores.query,
        response: { 200: listAnswer(ref(EvaluationScores)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const today = localDate(clock())
      const { id } = await reported(db, actor, params.id, today)
      return reply.list(scores.asked({ db }, query, scoresOf(id), { ...actor, today }))
    }
  )
}

function assessing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/targets/:unitCode/self-assessment',
    {
      config: read,
      schema: {
        ...describe('getSelfAssessment', 'evaluations', '绩效自评表', {
          zh: '以公文形式返回一个被评价单位的自评表。',
          en: 'Returns the self-assessment of an evaluated unit as an official document.'
        }),
        params: targetParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params: { id, unitCode } }, reply) => {
      const today = localDate(clock())
      const evaluation = await seenEvaluation(db, actor, id, today)
      const found = targets.find(db, actor, { evaluationId: id, unitCode }, today)
      const target = await foundOr(found, () => refuse('evaluation-target-not-found'))
      return reply.document(target, await selfAssessmentOf(db, evaluation, target))
    }
  )
}

/** An evaluation with a report that the actor may see. */
async function reported(db: Db, actor: Actor, id: string, today: string) {
  const evaluation = await seenEvaluation(db, actor, id, today)
  await foundOr(evaluations.reportSeen(db, actor, id), () => refuse('evaluation-report-missing'))
  return evaluation
}

function seenEvaluation(db: Db, actor: Actor, id: string, today: string) {
  return foundOr(evaluations.find(db, actor, id, today), () => refuse('evaluation-not-found'))
}
