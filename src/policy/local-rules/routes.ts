import { anyone } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { pageOf } from '../../platform/paging.ts'
import { idParams, ref } from '../../platform/schema.ts'
import { placeOf, subtree } from '../../platform/scope.ts'
import type { Workshop } from '../../platform/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as words from './schema.ts'
import * as store from './store.ts'

export function localRuleRoutes(app: App, { db }: Workshop): void {
  for (const schema of [words.NewLocalRule, words.LocalRule, words.LocalRulePage]) app.addSchema(schema)
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
      reply.perform(
        { status: 201, location: (rule: words.LocalRule) => `/v1/local-rules/${rule.id}` },
        (work) => actions.addLocalRule(work, request.body)
      )
  )
}
