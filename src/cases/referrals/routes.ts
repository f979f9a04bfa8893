import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { clueRoutes } from './clue-routes.ts'
import { ofRecord, referrals } from './list.ts'
import * as schema from './schema.ts'
import type { ClueSources } from './sources.ts'
import * as store from './store.ts'

const scope = 'case'
const read: FastifyContextConfig = { permission: 'cases:read', scope }
const make: FastifyContextConfig = { permission: 'referrals:make', scope }
const follow: FastifyContextConfig = { permission: 'referrals:follow', scope }

export function referralRoutes(app: App, context: AppContext, sources: ClueSources): void {
  for (const one of schema.schemas) app.addSchema(one)
  making(app)
  following(app)
  reading(app, context)
  clueRoutes(app, context, sources)
}

function making(app: App): void {
  app.post(
    '/v1/cases/:id/referrals',
    {
      config: make,
      schema: {
        ...describe('makeReferral', 'letters', '线索移交', {
          zh: '将线索移交纪检监察机关、司法机关或其他机关，不论信访件处于何种状态、由哪个单位办理。移交期限开始计算。',
          en:
            'Refers a clue to the discipline inspection authority, to the judiciary or to another ' +
            'authority. Possible in every status of the case and regardless of the unit that has to ' +
            'take the next step. The term for the referral begins.'
        }),
        params: idParams,
        body: ref(schema.NewReferral),
        response: { 201: ref(schema.Referral) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (referral: schema.Referral) => `/v1/referrals/${referral.id}` },
        (work) => actions.makeReferral(work, request.params.id, request.body)
      )
  )
}

function following(app: App): void {
  app.post(
    '/v1/referrals/:id/receipt',
    {
      config: follow,
      schema: {
        ...describe('receiveReferral', 'letters', '登记移交回执', {
          zh: '登记接收机关的回执，仅限一次。',
          en: 'Records the receipt of the authority, once.'
        }),
        params: idParams,
        body: ref(schema.Receipt),
        response: { 200: ref(schema.Referral) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.receiveReferral(work, request.params.id, request.body))
  )
  app.post(
    '/v1/referrals/:id/outcome',
    {
      config: follow,
      schema: {
        ...describe('concludeReferral', 'letters', '登记移交处理结果', {
          zh: '登记接收机关的处理结果，仅限一次。',
          en: 'Records the outcome that the authority reported, once.'
        }),
        params: idParams,
        body: ref(schema.Outcome),
        response: { 200: ref(schema.Referral) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.concludeReferral(work, request.params.id, request.body)
      )
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/cases/:id/referrals',
    {
      config: read,
      schema: {
        ...describe('listReferrals', 'letters', '查询信访件的线索移交', {
          zh: '按先后列出一件信访件的线索移交。',
          en: 'Lists the referrals of a case, the earliest first.'
        }),
        params: idParams,
        querystring: referrals.query,
        response: { 200: listAnswer(ref(schema.ReferralPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(cases.seen(db, actor, params.id), () => refuse('case-not-found'))
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(referrals.asked({ db }, query, ofRecord(actor, 'case_id', id), viewer))
    }
  )
  app.get(
    '/v1/referrals/:id',
    {
      config: { permission: 'referrals:read', scope },
      schema: {
        ...describe('getReferral', 'letters', '查询一件线索移交', {
          zh: '返回一件线索移交及其期限。来自信访件的，有权查看该信访件的人员可以查看；来自问题或资金检查的，移交单位及其上级可以查看。',
          en:
            'Returns one referral with its term. A referral of a case is visible to everybody who may ' +
            'see the case; one of a finding or a fund check to the unit that made it and the units ' +
            'above.'
        }),
        params: idParams,
        response: { 200: ref(schema.Referral) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('referral-not-found')))
    }
  )
}
