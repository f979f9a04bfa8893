import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { laterLast } from '../column-names.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { programmes, seen } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'fund-programme'
const read: FastifyContextConfig = { permission: 'programmes:read', scope }
const write: FastifyContextConfig = { permission: 'programmes:write', scope }

const columns = laterLast(programmes.columns)

export function programmeRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-programmes',
    {
      config: read,
      schema: {
        ...describe('listFundProgrammes', 'funds', '查询救助项目', {
          zh: '列出本省的救助项目，按代码排序。',
          en: 'Lists the programmes of the province, by code.'
        }),
        querystring: programmes.query,
        response: { 200: listAnswer(ref(schema.ProgrammePage)) }
      }
    },
    ({ actor, query }, reply) =>
      reply.list({
        ...programmes.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }),
        columns
      })
  )
  app.get(
    '/v1/fund-programmes/:code',
    {
      config: read,
      schema: {
        ...describe('getFundProgramme', 'funds', '查询一个救助项目', {
          zh: '按代码或标识返回一个救助项目。',
          en: 'Returns one programme, by its code or its identifier.'
        }),
        params: schema.programmeParams,
        response: { 200: ref(schema.Programme) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.code, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('programme-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/fund-programmes',
    {
      config: write,
      schema: {
        ...describe('addFundProgramme', 'funds', '设立救助项目', {
          zh: '设立全省使用的救助项目，仅限最上级单位的人员。互斥的项目不得在同一月份向同一人发放。',
          en:
            'Sets up a programme for the whole province. Only people of the unit at the top may do this. ' +
            'Programmes that exclude each other must not pay the same person in the same month.'
        }),
        body: ref(schema.NewProgramme),
        response: { 201: ref(schema.Programme) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Programme) => `/v1/fund-programmes/${made.code}` },
        (work) => actions.addProgramme(work, request.body)
      )
  )
  app.patch(
    '/v1/fund-programmes/:code',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('changeFundProgramme', 'funds', '变更救助项目', {
          zh: '变更救助项目的名称、公开要求、是否低保类或互斥项目。',
          en: 'Changes the name of a programme, its disclosure, its kind or the programmes that it excludes.'
        }),
        params: schema.programmeParams,
        body: ref(schema.ProgrammeChange),
        response: { 200: ref(schema.Programme) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeProgramme(work, request.params.code, request.body)
      )
  )
}
