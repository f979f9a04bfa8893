import type { FastifyContextConfig, FastifyReply } from 'fastify'
import type { Static } from 'typebox'
import { subtrees } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { chainRoutes } from './chains/routes.ts'
import { correct } from './correct.ts'
import { allocations, columns, retainedQuery } from './list.ts'
import * as read from './read.ts'
import * as schema from './schema.ts'

const scope = 'fund'
const reader: FastifyContextConfig = { permission: 'funds:read', scope }
const keeper: FastifyContextConfig = { permission: 'funds:keep', scope }

const unknown = () => refuse('allocation-not-found')

export function allocationRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  chainRoutes(app, context)
  listing(app, context)
  reading(app, context)
  writing(app)
}

function listing(app: App, context: AppContext): void {
  app.get(
    '/v1/allocations',
    {
      config: reader,
      schema: {
        ...describe('listAllocations', 'funds', '查询资金下达', {
          zh: '列出各单位收到的资金。最先到下达期限的在前，已办结的在后。',
          en:
            'Lists the funds that units received. Those that are due to be allocated on first come ' +
            'first; settled ones come last.'
        }),
        querystring: allocations.query,
        response: { 200: listAnswer(ref(schema.AllocationPage)) }
      }
    },
    ({ actor, query }, reply) => listed(context, actor, query, reply)
  )
  app.get(
    '/v1/allocations/retained',
    {
      config: reader,
      schema: {
        ...describe('listRetained', 'funds', '查询滞留资金', {
          zh: '列出在期限内既未下达也未发放的资金，滞留最久的在前。',
          en: 'Lists the funds that were neither allocated on nor paid out in their term, the oldest first.'
        }),
        querystring: retainedQuery,
        response: { 200: listAnswer(ref(schema.AllocationPage)) }
      }
    },
    ({ actor, query }, reply) => listed(context, actor, { ...query, overdue: true }, reply)
  )
}

async function listed(
  { db, clock }: AppContext,
  actor: Actor,
  query: Static<typeof allocations.query>,
  reply: FastifyReply
) {
  const seen = inTrees(await subtrees(db, actor, scope, query), { table: 'allocation', unit: 'unit_code' })
  const asked = allocations.asked({ db }, query, seen, { ...actor, today: localDate(clock()) })
  return reply.list({ ...asked, columns, wire: read.wire })
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/allocations/:id',
    {
      config: reader,
      schema: {
        ...describe('getAllocation', 'funds', '查询一笔资金及其下达链条', {
          zh: '返回一笔资金及其期限，以及在下级的去向。资金链以节点和连线表示，可直接用于流向图；合计数涵盖整条资金链。',
          en:
            'Returns one allocation with its term, and what became of the funds below it. The chain ' +
            'comes as nodes and links, ready for a flow diagram; its totals cover the whole chain.'
        }),
        params: idParams,
        response: { 200: ref(schema.Allocation) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = await foundOr(read.find(db, actor, params.id, localDate(clock())), unknown)
      return reply.versioned(found)
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/allocations',
    {
      config: keeper,
      schema: {
        ...describe('receiveAllocation', 'funds', '登记资金下达', {
          zh:
            '登记一个单位凭文件收到的资金。填写上级资金的，为上级单位所收资金的一部分，不得超过其余额；不填写的，为下达单位自有资金，最上级单位则为辖区外下达的资金。下达或发' +
            '放的期限自收到之日起计算。',
          en:
            'Records the funds that a unit received by a document. With `parentId`, they are part of an ' +
            'allocation to a unit above and cannot exceed the rest of it. Without it, they are funds of ' +
            'the unit `fromUnitCode` itself or, for the unit at the top, funds from outside. The term for ' +
            'allocating them on, or paying them out, begins on the day of receipt.'
        }),
        body: ref(schema.NewAllocation),
        response: { 201: ref(schema.Allocation) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Allocation) => `/v1/allocations/${made.id}` },
        (work) => actions.receive(work, request.body)
      )
  )
  app.patch(
    '/v1/allocations/:id',
    {
      config: { ...keeper, needsVersion: true },
      schema: {
        ...describe('correctAllocation', 'funds', '更正资金下达', {
          zh: '更正登记有误的资金，由下达单位或其上级办理。更正后的金额不得少于已下达和已发放的金额；尚未向下级下达的，可以更正收到日期。期限重新计算。',
          en:
            'Corrects an allocation that was entered wrongly. The allocating unit or a unit above it ' +
            'does this. The amount cannot be less than what was allocated on and paid out; the day of ' +
            'receipt can change as long as nothing was allocated on. The term is computed again.'
        }),
        params: idParams,
        body: ref(schema.AllocationChange),
        response: { 200: ref(schema.Allocation) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => correct(work, request.params.id, request.body))
  )
  stepsOf(app, '/v1/allocations', schema.Allocation).worded(
    'matching',
    keeper,
    describe('matchingArrived', 'funds', '登记配套资金到账', {
      zh: '登记配套资金到账。金额为截至目前的累计到账金额。此前登记的到账，日期更早且金额更少的予以保留，否则由本次登记取代。',
      en:
        'Records how much of the matching funds has arrived. The amount is the total that has ' +
        'arrived so far. An earlier entry is kept if its date is earlier and its amount lower; ' +
        'otherwise this one replaces it.'
    }),
    schema.MatchingArrival,
    actions.matchingArrived
  )
}
