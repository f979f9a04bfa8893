import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { noBody } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as notices from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { type StepName, steps } from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'notice'
const read: FastifyContextConfig = { permission: 'notices:read', scope }
/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({ permission: steps[step].permission, scope })

export function answerRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  giving(app)
  judging(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/notices/:id/answers',
    {
      config: read,
      schema: {
        ...describe('listNoticeAnswers', 'notices', '查询通报的答复', {
          zh: '列出被通报单位及其答复。被通报单位只能看到本单位辖区内的单位。',
          en:
            'Lists the addressed units and their answers. Readers in an addressed unit see only the ' +
            'units within their own unit.'
        }),
        params: idParams,
        querystring: schema.answerQuery,
        response: { 200: listAnswer(ref(schema.AnswerPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const today = localDate(clock())
      const { id } = await foundOr(notices.seen(db, actor, params.id), () => refuse('notice-not-found'))
      return reply.list({
        query: store.list(db, actor, id, query, today),
        keyOf: (answer) => [answer.unitCode],
        columns: store.columns,
        count: (from = db) => store.count(from, actor, id, query, today)
      })
    }
  )
  app.get(
    '/v1/notices/:id/answers/:unitCode',
    {
      config: read,
      schema: {
        ...describe('getNoticeAnswer', 'notices', '查询一个单位的答复', {
          zh: '返回一个被通报单位及其答复。',
          en: 'Returns one addressed unit and its answer.'
        }),
        params: schema.answerParams,
        response: { 200: ref(schema.Answer) }
      }
    },
    async ({ actor, params }, reply) => {
      const today = localDate(clock())
      const answer = store.find(db, actor, params.id, params.unitCode, today)
      return reply.versioned(await foundOr(answer, () => refuse('notice-answer-not-found')))
    }
  )
}

function giving(app: App): void {
  const location = ({ noticeId, unitCode }: schema.Answer) => `/v1/notices/${noticeId}/answers/${unitCode}`
  app.post(
    '/v1/notices/:id/answers',
    {
      config: config('give'),
      schema: {
        ...describe('answerNotice', 'notices', '答复通报', {
          zh: '被通报单位人员以本单位名义答复通报。逾期仍可答复，期限按逾期记录。',
          en:
            'Answers a notice in the name of an addressed unit. Only people of that unit may do this. A ' +
            'late answer is accepted, but its term counts as missed.'
        }),
        params: idParams,
        body: ref(schema.NewAnswer),
        response: { 201: ref(schema.Answer) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location }, (work) =>
        actions.giveAnswer(work, request.params.id, request.body)
      )
  )
}

function judging(app: App): void {
  app.post(
    '/v1/notices/:id/answers/:unitCode/accept',
    {
      config: config('accept'),
      schema: {
        ...describe('acceptNoticeAnswer', 'notices', '认可答复', {
          zh: '认可答复，认可后不能撤销。',
          en: 'Accepts an answer. This is final.'
        }),
        params: schema.answerParams,
        body: noBody,
        response: { 200: ref(schema.Answer) }
      }
    },
    ({ params }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.acceptAnswer(work, params.id, params.unitCode))
  )
  app.post(
    '/v1/notices/:id/answers/:unitCode/send-back',
    {
      config: config('send-back'),
      schema: {
        ...describe('sendBackNoticeAnswer', 'notices', '退回答复', {
          zh: '退回答复，重新计算答复期限；原答复予以保留。',
          en: 'Sends an answer back. A new term begins; the answer stays on record.'
        }),
        params: schema.answerParams,
        body: ref(schema.AnswerReturn),
        response: { 200: ref(schema.Answer) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.sendBackAnswer(work, params.id, params.unitCode, body))
  )
}
