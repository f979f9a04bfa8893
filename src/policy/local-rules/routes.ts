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

export function localRuleRoutes(app: App, { db }: AppContext): void {
  for (const one of [schema.NewLocalRule, schema.LocalRule, schema.LocalRulePage]) app.addSchema(one)
  app.get(
    '/v1/local-rules',
    {
      config: { permission: 'policy:read', scope: 'local-rule' },
      schema: {
        ...describe('listLocalRules', 'policy', '查询实施细则', {
          zh: '列出实施细则，按单位和生效日期排序。',
          en: 'Lists local rules, by unit and day.'
        }),
        querystring: schema.localRuleQuery,
        response: { 200: listAnswer(ref(schema.LocalRulePage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const trees = await subtrees(db, actor, 'local-rule', query)
      return reply.list({
        query: store.list(db, trees, query),
        keyOf: (rule) => [rule.unitCode, rule.effectiveFrom],
        columns: store.columns,
        count: (from = db) => store.count(from, trees)
      })
    }
  )
  app.get(
    '/v1/local-rules/:id',
    {
      config: { permission: 'policy:read', scope: 'local-rule' },
      schema: {
        ...describe('getLocalRule', 'policy', '查询一份实施细则', {
          zh: '返回一份实施细则。',
          en: 'Returns one local rule.'
        }),
        params: idParams,
        response: { 200: ref(schema.LocalRule) }
      }
    },
    async (request, reply) => {
      const rule = store.find(db, request.actor, request.params.id)
      const found = await foundOr(rule, () => refuse('local-rule-not-found'))
      return reply.versioned({ ...found, version: 1 })
    }
  )
  app.post(
    '/v1/local-rules',
    {
      config: { permission: 'policy:write', scope: 'local-rule' },
      schema: {
        ...describe('addLocalRule', 'policy', '登记实施细则', {
          zh: '登记实施细则。实施细则可以对本单位提高检查比例、缩短期限，但不得放宽。',
          en: 'Records a local rule. It may make ratios and terms stricter for its unit, never looser.'
        }),
        body: ref(schema.NewLocalRule),
        response: { 201: ref(schema.LocalRule) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (rule: schema.LocalRule) => `/v1/local-rules/${rule.id}` },
        (work) => actions.addLocalRule(work, request.body)
      )
  )
}
