import type { FastifyContextConfig } from 'fastify'
import type { Hasher } from '../../funds/index.ts'
import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as actions from './actions.ts'
import { filers } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'filer'
const read: FastifyContextConfig = { permission: 'relatives:read', scope }
const write: FastifyContextConfig = { permission: 'filers:write', scope }

export function filerRoutes(app: App, context: AppContext, hashed: Hasher): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app, hashed)
  stepRoutes(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/filers',
    {
      config: read,
      schema: {
        ...describe('listFilers', 'relatives', '查询备案人员', {
          zh: '列出本单位和下级单位的救助经办人员、村（居）委会成员，最近登记的在前。',
          en:
            'Lists the assistance staff and committee members of a unit and the units below it, the latest ' +
            'first.'
        }),
        querystring: filers.query,
        response: { 200: listAnswer(ref(schema.FilerPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), { table: 'filer', unit: 'unit_code' })
      return reply.list(filers.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/filers/:id',
    {
      config: read,
      schema: {
        ...describe('getFiler', 'relatives', '查询一名备案人员', {
          zh: '返回一名备案人员及其年度申报。身份证号码只显示后四位。',
          en:
            'Returns one filer with the yearly declarations. Of the identity number only the last four ' +
            'characters are shown.'
        }),
        params: idParams,
        response: { 200: ref(schema.Filer) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('filer-not-found')))
    }
  )
}

function writing(app: App, hashed: Hasher): void {
  app.post(
    '/v1/filers',
    {
      config: write,
      schema: {
        ...describe('registerFiler', 'relatives', '登记备案人员', {
          zh: '登记一名救助经办人员或者村（居）委会成员。身份证号码只保存加密摘要和后四位。由本单位或者上级单位登记。',
          en:
            'Enters a member of the assistance staff or of a village committee. Of the identity number a ' +
            'keyed hash and the last four characters are kept. The unit itself or a unit above it makes ' +
            'the entry.'
        }),
        body: ref(schema.NewFiler),
        response: { 201: ref(schema.Filer) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location: (one: schema.Filer) => `/v1/filers/${one.id}` }, (work) =>
        actions.registerFiler(work, request.body, hashed)
      )
  )
  app.patch(
    '/v1/filers/:id',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('changeFiler', 'relatives', '变更备案人员', {
          zh: '变更姓名、职务、任职日期，或者更正身份证号码。',
          en: 'Changes the name, the post or the first day in it, or corrects the identity number.'
        }),
        params: idParams,
        body: ref(schema.FilerChange),
        response: { 200: ref(schema.Filer) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeFiler(work, request.params.id, request.body, hashed)
      )
  )
}

function stepRoutes(app: App): void {
  stepsOf(app, '/v1/filers', schema.Filer).worded(
    'leave',
    write,
    describe('leaveFiler', 'relatives', '登记离任', {
      zh: '登记备案人员离任。其名下有效的备案应在期限内注销。',
      en: 'Enters the departure of a filer. Filings in force are to be ended within their term.'
    }),
    schema.FilerDeparture,
    actions.leave
  )
  app.put(
    '/v1/filers/:id/declarations/:year',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('declareRelatives', 'relatives', '年度申报', {
          zh: '登记备案人员的年度申报，说明其近亲属备案是否完整；人数为零的即零报告。再次申报取代原申报。',
          en:
            'Enters the yearly declaration of a filer that the list of filings is complete; without ' +
            'relatives it is a nil return. A later declaration replaces it. `If-Match` names the version ' +
            'of the filer.'
        }),
        params: schema.declarationParams,
        body: ref(schema.NewDeclaration),
        response: { 200: ref(schema.Declaration) }
      }
    },
    ({ params: { id, year }, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.declare(work, id, year, body))
  )
}
