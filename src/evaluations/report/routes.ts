import type { FastifyContextConfig } from 'fastify'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { idParams } from '../../platform/http/schema.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as evaluations from '../store.ts'
import { targetParams } from '../targets/schema.ts'
import * as targets from '../targets/store.ts'
import { refuse } from '../vocabulary.ts'
import { reportOf } from './document.ts'
import { selfAssessmentOf } from './self-assessment.ts'

const scope = 'evaluation'
const read: FastifyContextConfig = { permission: 'evaluations:read', scope }

/** Official documents of an evaluation. */
export function reportRoutes(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/report',
    {
      config: read,
      schema: {
        ...describe('getEvaluationReport', 'evaluations', '绩效评价报告', {
          zh: '以公文形式返回绩效评价报告：基本情况、得分表、问题和建议。评价单位在评分后可以查看，辖区内的单位在发布后可以查看。',
          en:
            'Returns the report as an official document: facts, scores, problems and advice. The ' +
            'evaluating unit sees it once it is scored, the units within it once it is published.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const evaluation = await seenEvaluation(db, actor, params.id, localDate(clock()))
      const reported = evaluations.reportSeen(db, actor, evaluation.id)
      await foundOr(reported, () => refuse('evaluation-report-missing'))
      return reply.document(evaluation, await reportOf(db, evaluation))
    }
  )
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

function seenEvaluation(db: Db, actor: Actor, id: string, today: string) {
  return foundOr(evaluations.find(db, actor, id, today), () => refuse('evaluation-not-found'))
}
