import { anyone } from '../platform/auth/actor.ts'
import type { App } from '../platform/http/app.ts'
import { describe } from '../platform/openapi/describe.ts'
import { pageOf } from '../platform/paging.ts'
import { idParams, ref } from '../platform/schema.ts'
import { placeOf, subtree } from '../platform/scope.ts'
import { localDate, type Workshop } from '../platform/work.ts'
import { unitParams } from '../units/index.ts'
import * as actions from './actions.ts'
import { obligationsOf } from './obligations.ts'
import { policies } from './policies.ts'
import * as words from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

export function policyRoutes(app: App, shop: Workshop): void {
  const { Policy, PolicyPage, Obligation, Obligations, NewLocalRule, LocalRule, LocalRulePage } = words
  const named = [Policy, PolicyPage, Obligation, Obligations, NewLocalRule, LocalRule, LocalRulePage]
  for (const schema of named) app.addSchema(schema)
  policyReading(app)
  obligationReading(app, shop)
  localRules(app, shop)
}

function policyReading(app: App): void {
  const config = { roles: anyone, scope: 'open' } as const
  app.get(
    '/v1/policies',
    {
      config,
      schema: {
        ...describe('listPolicies', 'policy', '查询政策文件，新的在前', 'The policies, latest first'),
        response: { 200: ref(words.PolicyPage) }
      }
    },
    async () => ({ items: [...policies], nextCursor: null })
  )
  app.get(
    '/v1/policies/:id',
    {
      config,
      schema: {
        ...describe('getPolicy', 'policy', '查询一份政策文件', 'One policy with clauses, quotas, terms and readings'),
        params: words.policyParams,
        response: { 200: ref(words.Policy) }
      }
    },
    async (request, reply) => {
      const policy = policies.find(({ id }) => id === request.params.id)
      if (policy === undefined) throw refuse('policy-not-found')
      return reply.versioned({ ...policy, version: 1 })
    }
  )
}

function obligationReading(app: App, { db, clock }: Workshop): void {
  app.get(
    '/v1/units/:code/obligations',
    {
      config: { roles: anyone, scope: 'unit' },
      schema: {
        ...describe(
          'getObligations',
          'policy',
          '查询单位的年度监管责任',
          'What a unit must inspect in a year, from the tree as it stands',
          'Each number with its quota and clause.'
        ),
        params: unitParams,
        querystring: words.yearQuery,
        response: { 200: ref(words.Obligations) }
      }
    },
    async (request) => {
      const today = localDate(clock())
      const unit = await placeOf(db, request.actor, 'unit', request.params.code)
      return obligationsOf(db, unit, request.query.year ?? Number(today.slice(0, 4)), today)
    }
  )
}

function localRules(app: App, { db }: Workshop): void {
  app.get(
    '/v1/local-rules',
    {
      config: { roles: anyone, scope: 'local-rule' },
      schema: {
        ...describe('listLocalRules', 'policy', '查询实施细则', 'Local rules, by unit and day'),
        querystring: words.localRuleQuery,
        response: { 200: ref(words.LocalRulePage) }
      }
    },
    async (request, reply) => {
      const { within, unitCode, limit, count } = request.query
      const tree =
        unitCode === undefined
          ? await subtree(db, request.actor, within)
          : await placeOf(db, request.actor, 'local-rule', unitCode)
      const rows = await store.list(db, tree, request.query)
      const page = pageOf(rows, limit, (rule) => [rule.unitCode, rule.effectiveFrom])
      return reply.page({ ...page, ...(count ? await store.count(db, tree, unitCode) : {}) })
    }
  )
  app.get(
    '/v1/local-rules/:id',
    {
      config: { roles: anyone, scope: 'local-rule' },
      schema: {
        ...describe('getLocalRule', 'policy', '查询一份实施细则', 'One local rule'),
        params: idParams,
        response: { 200: ref(words.LocalRule) }
      }
    },
    async (request, reply) => {
      const rule = await store.find(db, request.actor, request.params.id)
      if (rule === undefined) throw refuse('local-rule-not-found')
      return reply.versioned({ ...rule, version: 1 })
    }
  )
  app.post(
    '/v1/local-rules',
    {
      config: { roles: ['admin'], scope: 'local-rule' },
      schema: {
        ...describe(
          'addLocalRule',
          'policy',
          '登记实施细则',
          'Puts a local rule on record',
          'It may tighten ratios and terms for its unit, never loosen them.'
        ),
        body: ref(words.NewLocalRule),
        response: { 201: ref(words.LocalRule) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location: (rule: words.LocalRule) => `/v1/local-rules/${rule.id}` }, (work) =>
        actions.addLocalRule(work, request.body)
      )
  )
}
