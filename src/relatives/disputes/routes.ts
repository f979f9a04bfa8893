import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
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
import { disputes } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'relative-dispute'
const read: FastifyContextConfig = { permission: 'relatives:read', scope }
const make: FastifyContextConfig = { permission: 'relative-checks:make', scope }

/** What disputes need of other rooms. */
export interface DisputeParts {
  records: VisibleRecords
}

export function disputeRoutes(app: App, context: AppContext, { records }: DisputeParts): void {
  for (const one of schema.disputeSchemas) app.addSchema(one)
  reading(app, context)
  disputing(app, records)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/relative-disputes',
    {
      config: read,
      schema: {
        ...describe('listRelativeDisputes', 'relatives', '查询备案不实的认定', {
          zh: '列出本单位和下级单位认定不实的近亲属备案，最近的在前。',
          en:
            'Lists the disputes of filings by the unit of the caller and the units below it, the latest ' +
            'first.'
        }),
        querystring: disputes.query,
        response: { 200: listAnswer(ref(schema.DisputePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = [await subtree(db, actor, scope, query.within)]
      // Another unit is refused like one that does not exist.
      await subtree(db, actor, scope, query.unitCode)
      const seen = inTrees(trees, { table: 'relative_dispute', unit: 'unit_code' })
      return reply.list(disputes.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/relative-disputes/:id',
    {
      config: read,
      schema: {
        ...describe('getRelativeDispute', 'relatives', '查询一项备案不实的认定', {
          zh: '返回一项备案不实的认定。认定单位及其上级可以查看，备案人员所在单位不知悉。',
          en:
            'Returns one dispute of a filing. The unit that made it and the units above it see it; the ' +
            'unit of the filer does not.'
        }),
        params: idParams,
        response: { 200: ref(schema.Dispute) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('relative-dispute-not-found')))
    }
  )
}

function disputing(app: App, records: VisibleRecords): void {
  app.post(
    '/v1/relative-filings/:id/dispute',
    {
      config: { ...make, scope: 'relative-filing' },
      schema: {
        ...describe('disputeRelativeFiling', 'relatives', '认定备案不实', {
          zh:
            '由备案人员所在单位的上级认定一条备案不实：检查或者比对表明无此亲属关系、备案人员从未任该职，或者入户核查不实。' +
            '自发现日期起，本单位及上级的备案检查将其计为假备案；备案本身不变，备案人员所在单位不知悉。',
          en:
            'A unit above that of the filer holds a filing to be false: an inspection or a comparison ' +
            'found no such relation, a filer who was never in the post, or a visit that did not take ' +
            'place. Checks by this unit and those above it count the filing as false from the day of the ' +
            'discovery on. The filing stays as it is, and the unit of the filer does not learn of it.'
        }),
        params: idParams,
        body: ref(schema.NewDispute),
        response: { 201: ref(schema.Dispute) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Dispute) => `/v1/relative-disputes/${made.id}` },
        (work) => actions.disputeFiling(work, request.params.id, request.body, records)
      )
  )
  stepsOf(app, '/v1/relative-disputes', schema.Dispute).worded(
    'withdraw',
    make,
    describe('withdrawRelativeDispute', 'relatives', '撤回备案不实的认定', {
      zh: '撤回一项认定并说明理由。此后的检查不再计入，已作出的检查不变。',
      en:
        'Withdraws a dispute, with the reason. Later checks no longer count it; earlier ones stay as they ' +
        'are.'
    }),
    schema.DisputeWithdrawal,
    actions.withdrawDispute
  )
}
