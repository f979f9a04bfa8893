import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { localRules } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

export function localRuleRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/local-rules',
    {
      config: { permission: 'policy:read', scope: 'local-rule' },
      schema: {
        ...describe('listLocalRules', 'policy', '查询实施细则', {
          zh: '列出实施细则，按单位和生效日期排序。',
          en: 'Lists local rules, by unit and day.'
        }),
        querystring: localRules.query,
        response: { 200: listAnswer(ref(schema.LocalRulePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = await subtrees(db, actor, 'local-rule', query)
      const scope = inTrees(trees, { table: 'local_rule', unit: 'unit_code' })
      return reply.list(localRules.asked({ db }, query, scope, { ...actor, today: localDate(clock()) }))
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
    async ({ actor, params }, reply) => {
      const rule = store.find(db, actor, params.id, localDate(clock()))
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
          zh:
            '登记实施细则。实施细则可以对本单位提高检查比例、缩短期限、提前常规职责的截止日期、' +
            '扩大近亲属备案的范围、降低处理建议的条件，但不得放宽。',
          en:
            'Records a local rule. It may make ratios, terms and standing duties stricter for its unit, ' +
            'widen the filing of near relatives, and lower the thresholds of proposals, never make ' +
            'anything looser.'
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
