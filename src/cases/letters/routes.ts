import type { FastifyContextConfig } from 'fastify'
import { disclosed, subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo, inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { letters, lettersOfCase } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'case'
const read: FastifyContextConfig = { permission: 'cases:read', scope }

export function letterRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  writing(app)
  listing(app, context)
  reading(app, context)
}

function writing(app: App): void {
  app.post(
    '/v1/cases/:id/letters',
    {
      config: { permission: 'letters:issue', scope },
      schema: {
        ...describe('issueLetter', 'letters', '催办、督办', {
          zh: '由上级单位向当前环节单位发出催办或督办函。函件编号，书面反馈期限开始计算。',
          en:
            'Issues a letter to the unit that has to take the next step. Only a unit above it may do ' +
            'this. The letter gets a number, and the term for the written answer begins.'
        }),
        params: idParams,
        body: ref(schema.NewLetter),
        response: { 201: ref(schema.Letter) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (letter: schema.Letter) => `/v1/letters/${letter.id}` },
        (work) => actions.issueLetter(work, request.params.id, request.body)
      )
  )
  app.post(
    '/v1/letters/:id/answer',
    {
      config: { permission: 'letters:answer', scope },
      schema: {
        ...describe('answerLetter', 'letters', '书面反馈', {
          zh: '由收函单位人员书面反馈，仅限一次。逾期仍可反馈，期限按逾期记录。',
          en:
            'Answers a letter, once. Only people of the addressed unit may answer. A late answer is ' +
            'accepted, but its term counts as missed.'
        }),
        params: idParams,
        body: ref(schema.LetterAnswer),
        response: { 200: ref(schema.Letter) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.answerLetter(work, request.params.id, request.body.text)
      )
  )
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/letters',
    {
      config: read,
      schema: {
        ...describe('listLetters', 'letters', '查询催办、督办函', {
          zh: '按收函单位列出催办、督办函，反馈期限最早的在前。',
          en: 'Lists letters by the unit that must answer; the earliest last day comes first.'
        }),
        querystring: letters.query,
        response: { 200: listAnswer(ref(schema.LetterPage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const place = { table: 'case_letter', unit: 'turn_code' }
      const trees = await subtrees(db, actor, scope, query)
      const seen = inTrees(trees, place, (viewer) => disclosed(viewer, 'petition_case'))
      return reply.list(letters.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/cases/:id/letters',
    {
      config: read,
      schema: {
        ...describe('listCaseLetters', 'letters', '查询信访件的催办、督办函', {
          zh: '列出一件信访件的催办、督办函。',
          en: 'Lists the letters about a case.'
        }),
        params: idParams,
        querystring: lettersOfCase.query,
        response: { 200: listAnswer(ref(schema.LetterPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(cases.seen(db, actor, params.id), () => refuse('case-not-found'))
      const ofCase = belongingTo('case_letter.case_id', id)
      return reply.list(lettersOfCase.asked({ db }, query, ofCase, { ...actor, today: localDate(clock()) }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/letters/:id',
    {
      config: read,
      schema: {
        ...describe('getLetter', 'letters', '查询一件催办、督办函', {
          zh: '返回一件催办、督办函及其期限和反馈。',
          en: 'Returns one letter with its term and its answer.'
        }),
        params: idParams,
        response: { 200: ref(schema.Letter) }
      }
    },
    async (request, reply) => {
      const today = localDate(clock())
      const letter = store.find(db, request.actor, request.params.id, today)
      return reply.versioned(await foundOr(letter, () => refuse('letter-not-found')))
    }
  )
}
