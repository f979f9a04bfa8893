import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { EvaluationTarget, targetParams } from '../targets/schema.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { findAssigned } from './assigned.ts'
import { assignments, own } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'evaluation'
const read: FastifyContextConfig = { permission: 'evaluations:read', scope }
const run: FastifyContextConfig = { permission: 'evaluations:run', scope }
const enter: FastifyContextConfig = { permission: 'evaluations:enter', scope }

/** Third parties: who is assigned, and what they see themselves. */
export function evaluatorRoutes(app: App, context: AppContext): void {
  for (const one of schema.evaluatorSchemas) app.addSchema(one)
  keeping(app, context)
  releasing(app)
  listing(app, context)
  assigned(app, context)
}

function keeping(app: App, { db }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/evaluators',
    {
      config: read,
      schema: {
        ...describe('listEvaluators', 'evaluations', '查询第三方评价人员', {
          zh: '列出受委托的第三方人员及其协议、指标和单位。仅评价单位及其上级可以查看。',
          en:
            'Lists the people of third parties with their agreements, indicators and units, for the ' +
            'evaluating unit and the units above it.'
        }),
        params: idParams,
        response: { 200: ref(schema.EvaluationEvaluators) }
      }
    },
    async ({ actor, params }) => {
      const { id } = await foundOr(store.kept(db, actor, params.id), () => refuse('evaluation-not-found'))
      return { items: await store.standing(db, id) }
    }
  )
  app.post(
    '/v1/evaluations/:id/evaluators',
    {
      config: run,
      schema: {
        ...describe('assignEvaluator', 'evaluations', '委托第三方评价', {
          zh: '委托第三方人员评定部分单位的部分指标。与单位有利益冲突的机构不得评价该单位。',
          en:
            'Assigns a person of a third party to indicators of some units. An organisation with a ' +
            'conflict of interest is not assigned there.'
        }),
        params: idParams,
        body: ref(schema.NewEvaluationEvaluator),
        response: { 201: ref(schema.EvaluationEvaluator) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 201 }, (work) => actions.assign(work, params.id, body))
  )
}

function releasing(app: App): void {
  app.delete(
    '/v1/evaluations/:id/evaluators/:n',
    {
      config: run,
      schema: {
        ...describe('removeEvaluator', 'evaluations', '解除第三方委托', {
          zh: '解除一名第三方人员的委托。此后该人员不能查看或填报，已填报的数值保留。',
          en: 'Removes a person of a third party, who then sees nothing. Values that they gave stay.'
        }),
        params: schema.evaluatorParams,
        response: { 204: { type: 'null', description: '已解除。Removed' } }
      }
    },
    ({ params: { id, n } }, reply) => reply.perform({ status: 204 }, (work) => actions.release(work, id, n))
  )
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluation-assignments',
    {
      config: enter,
      schema: {
        ...describe('listEvaluationAssignments', 'evaluations', '查询本人受委托事项清单', {
          zh: '列出第三方人员本人受委托的绩效评价，最新的在前。仅列出已启动、在协议期内、未解除且无利益冲突的委托。',
          en:
            'Lists the evaluations that the calling third party was assigned to, the latest first: only ' +
            'opened ones, while the agreement runs, and without units where the organisation has a ' +
            'conflict of interest.'
        }),
        querystring: assignments.query,
        response: { 200: listAnswer(ref(schema.EvaluationAssignmentPage)) }
      }
    },
    ({ actor, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(assignments.asked({ db }, query, own, viewer))
    }
  )
}

function assigned(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/assignment',
    {
      config: enter,
      schema: {
        ...describe('getEvaluationAssignment', 'evaluations', '查询本人受委托事项', {
          zh: '第三方人员查看本人受委托的指标和单位。评价启动后、协议期内可以查看。',
          en:
            'Returns the indicators and units that the calling third party was assigned, once the ' +
            'evaluation is opened and while the agreement runs.'
        }),
        params: idParams,
        response: { 200: ref(schema.EvaluationAssignment) }
      }
    },
    async ({ actor, params: { id } }) => {
      const found = store.assignmentFor(db, actor, id, localDate(clock()))
      const one = await foundOr(found, () => refuse('evaluation-not-found'))
      const { agreementNo, agreementFrom, agreementTo, items, targets } = one
      const agreement = { agreementNo, agreementFrom, agreementTo }
      return { evaluationId: id, ...agreement, items, ...(await store.evaluationOf(db, id, targets)) }
    }
  )
  app.get(
    '/v1/evaluations/:id/assignment/targets/:unitCode',
    {
      config: enter,
      schema: {
        ...describe('getAssignedTarget', 'evaluations', '查询受委托单位', {
          zh: '第三方人员查看受委托单位的受委托指标和本人填报的数值，不含其他任何数值。',
          en:
            'Returns a unit that the calling third party was assigned, with the assigned indicators and ' +
            'the own values, and no others.'
        }),
        params: targetParams,
        response: { 200: ref(EvaluationTarget) }
      }
    },
    async ({ actor, params: { id, unitCode } }, reply) => {
      const found = findAssigned(db, actor, { evaluationId: id, unitCode }, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('evaluation-target-not-found')))
    }
  )
}
