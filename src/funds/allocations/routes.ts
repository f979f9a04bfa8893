import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { chainRoutes } from './chains/routes.ts'
import { correct } from './correct.ts'
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

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/allocations',
    {
      config: reader,
      schema: {
        ...describe(
          'listAllocations',
          'funds',
          '查询资金下达',
          'Money that units received; what must be handed on first comes first, what is done comes last'
        ),
        querystring: schema.allocationQuery,
        response: { 200: listAnswer(ref(schema.AllocationPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const today = localDate(clock())
      const trees = await subtrees(db, actor, scope, query)
      return reply.list({
        query: read.list(db, actor, trees, query, today),
        keyOf: read.keyOf,
        columns: read.columns,
        count: (from = db) => read.count(from, trees, query, today),
        wire: read.wire
      })
    }
  )
  app.get(
    '/v1/allocations/retained',
    {
      config: reader,
      schema: {
        ...describe(
          'listRetained',
          'funds',
          '查询滞留资金',
          'Money that was neither handed on nor paid out within its term; what is oldest comes first'
        ),
        querystring: schema.retainedQuery,
        response: { 200: listAnswer(ref(schema.AllocationPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const today = localDate(clock())
      const trees = await subtrees(db, actor, scope, query)
      const late = { ...query, overdue: true }
      return reply.list({
        query: read.list(db, actor, trees, late, today),
        keyOf: read.keyOf,
        columns: read.columns,
        count: (from = db) => read.count(from, trees, late, today),
        wire: read.wire
      })
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/allocations/:id',
    {
      config: reader,
      schema: {
        ...describe(
          'getAllocation',
          'funds',
          '查询一笔资金及其下达链条',
          'One allocation with its term, and what became of the money below it',
          'The chain comes as nodes and links, ready for a flow diagram; its totals cover all of it.'
        ),
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
        ...describe(
          'receiveAllocation',
          'funds',
          '登记资金下达',
          'Puts on record what a unit received by a document',
          'With `parentId` a part of what the unit above received, never more than is left of it; without, ' +
            'money of the unit `fromUnitCode` itself, or, at the top, from outside. The term for handing ' +
            'it on, or paying it out, begins on the day of receipt.'
        ),
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
        ...describe(
          'correctAllocation',
          'funds',
          '更正资金下达',
          'Puts right what was typed wrong of a receipt',
          'By the unit that handed it down, or one above it. Not less than was handed on and paid out; ' +
            'another day of receipt as long as nothing was handed on. The term is counted again.'
        ),
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
    describe(
      'matchingArrived',
      'funds',
      '登记配套资金到账',
      'Notes how much of the local share has arrived',
      'The amount is all that has arrived so far. What was noted before stays where it is of an earlier ' +
        'day and less; otherwise it is replaced.'
    ),
    schema.MatchingArrival,
    actions.matchingArrived
  )
}
