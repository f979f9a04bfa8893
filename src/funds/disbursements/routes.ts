import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const keep: FastifyContextConfig = { permission: 'funds:keep', scope }

export function disbursementRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
}

function reading(app: App, { db }: AppContext): void {
  app.get(
    '/v1/disbursements',
    {
      config: read,
      schema: {
        ...describe('listDisbursements', 'funds', '查询发放批次', 'Disbursements, the latest month first'),
        querystring: schema.disbursementQuery,
        response: { 200: listAnswer(ref(schema.DisbursementPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = await subtrees(db, actor, scope, query)
      return reply.list({
        query: store.list(db, actor, trees, query),
        keyOf: store.keyOf,
        columns: store.columns,
        count: (from = db) => store.count(from, trees, query),
        wire: store.wire
      })
    }
  )
  app.get(
    '/v1/disbursements/:id',
    {
      config: read,
      schema: {
        ...describe(
          'getDisbursement',
          'funds',
          '查询一个发放批次',
          'One disbursement with the files that stand'
        ),
        params: idParams,
        response: { 200: ref(schema.Disbursement) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id), () => refuse('disbursement-not-found')))
  )
}

function writing(app: App): void {
  app.post(
    '/v1/disbursements',
    {
      config: keep,
      schema: {
        ...describe(
          'createDisbursement',
          'funds',
          '建立发放批次',
          'Makes the disbursement of a unit, a programme and a month',
          'One of each. Its payments are due by the day that the term `disbursement.pay` says: the tenth ' +
            'of the month, or an earlier day of a local rule. It is not put off by days off. Months are ' +
            'taken from the first one of the calendar to the second one ahead. What it pays is spent of ' +
            'the allocation that it names; where it names none, of the only one that the unit received ' +
            'for the programme by the end of the month and has something left of, if there is just one.'
        ),
        body: ref(schema.NewDisbursement),
        response: { 201: ref(schema.Disbursement) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Disbursement) => `/v1/disbursements/${made.id}` },
        (work) => actions.createDisbursement(work, request.body)
      )
  )
  app.patch(
    '/v1/disbursements/:id',
    {
      config: { ...keep, needsVersion: true },
      schema: {
        ...describe(
          'changeDisbursement',
          'funds',
          '变更发放批次',
          'Sets another due day, account or allocation',
          'What is spent of the allocation before and of the one now is summed up again.'
        ),
        params: idParams,
        body: ref(schema.DisbursementChange),
        response: { 200: ref(schema.Disbursement) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeDisbursement(work, request.params.id, request.body)
      )
  )
}
