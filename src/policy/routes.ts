import { placeOf } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { unitParams } from '../units/index.ts'
import { checklistRoutes } from './checklists/routes.ts'
import { localRuleRoutes } from './local-rules/routes.ts'
import { obligationsOf } from './obligations.ts'
import { policies } from './policies.ts'
import * as schema from './schema.ts'
import { refuse } from './vocabulary.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
}

export function register(app: App, { context }: Parts): void {
  const { Policy, PolicyPage, Obligation, Obligations } = schema
  for (const one of [Policy, PolicyPage, Obligation, Obligations]) app.addSchema(one)
  policyReading(app)
  obligationReading(app, context)
  localRuleRoutes(app, context)
  checklistRoutes(app, context)
}

function policyReading(app: App): void {
  const config = { permission: 'policy:read', scope: 'open' } as const
  app.get(
    '/v1/policies',
    {
      config,
      schema: {
        ...describe('listPolicies', 'policy', '查询政策文件，新的在前', {
          zh: '列出政策文件，新的在前。',
          en: 'Lists the policies, latest first.'
        }),
        response: { 200: ref(schema.PolicyPage) }
      }
    },
    async () => ({ items: [...policies], nextCursor: null })
  )
  app.get(
    '/v1/policies/:id',
    {
      config,
      schema: {
        ...describe('getPolicy', 'policy', '查询一份政策文件', {
          zh: '返回一份政策文件及其条款、检查比例、期限和解释。',
          en: 'Returns one policy with its clauses, ratios, terms and readings.'
        }),
        params: schema.policyParams,
        response: { 200: ref(schema.Policy) }
      }
    },
    async (request, reply) => {
      const policy = policies.find(({ id }) => id === request.params.id)
      const found = await foundOr(Promise.resolve(policy), () => refuse('policy-not-found'))
      return reply.versioned(found)
    }
  )
}

function obligationReading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/units/:code/obligations',
    {
      config: { permission: 'policy:read', scope: 'unit' },
      schema: {
        ...describe('getObligations', 'policy', '查询单位的年度监管责任', {
          zh: '按现行单位隶属关系，返回一个单位在一个年度应检查的数量，每个数字附检查比例和条款。',
          en:
            'Returns what a unit must inspect in a year, computed from the current tree of units, each ' +
            'number with its ratio and clause.'
        }),
        params: unitParams,
        querystring: schema.yearQuery,
        response: { 200: ref(schema.Obligations) }
      }
    },
    async (request) => {
      const today = localDate(clock())
      const unit = await placeOf(db, request.actor, 'unit', request.params.code)
      return obligationsOf(db, unit, request.query.year ?? Number(today.slice(0, 4)), today)
    }
  )
}
