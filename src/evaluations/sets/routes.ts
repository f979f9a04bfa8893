import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../../platform/access/scope.ts'
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
import { indicatorSets } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'indicator-set'
const read: FastifyContextConfig = { permission: 'indicator-sets:read', scope }
const write: FastifyContextConfig = { permission: 'indicator-sets:write', scope }

export function setRoutes(app: App, context: AppContext): void {
  for (const one of schema.setSchemas) app.addSchema(one)
  reading(app, context)
  writing(app)
  stepping(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/indicator-sets',
    {
      config: read,
      schema: {
        ...describe('listIndicatorSets', 'evaluations', '查询评价指标体系', {
          zh: '列出本单位和下级单位制定的评价指标体系，最新的在前。上级单位的指标体系发布后可以查看，须指定该单位。',
          en:
            'Lists the indicator sets of the unit and of the units below it, the newest first. Sets of ' +
            'units above are listed once published, and only by `unitCode`.'
        }),
        querystring: indicatorSets.query,
        response: { 200: listAnswer(ref(schema.IndicatorSetPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = await subtrees(db, actor, scope, query)
      const seen = inTrees(trees, { table: 'indicator_set', unit: 'unit_code' }, store.shown)
      return reply.list(indicatorSets.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/indicator-sets/:id',
    {
      config: read,
      schema: {
        ...describe('getIndicatorSet', 'evaluations', '查询一套评价指标体系', {
          zh: '返回一套评价指标体系及其各项指标。下级单位人员在发布后可以查看。',
          en: 'Returns one set with its indicators. People of units below see it once it is published.'
        }),
        params: idParams,
        response: { 200: ref(schema.IndicatorSet) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('indicator-set-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/indicator-sets',
    {
      config: write,
      schema: {
        ...describe('makeIndicatorSet', 'evaluations', '制定评价指标体系', {
          zh: '制定一套评价指标体系，作为草案。除加分项外，各指标分值合计应为100分。',
          en: 'Makes a set of indicators as a draft. Without bonus, the weights make 100.'
        }),
        body: ref(schema.NewIndicatorSet),
        response: { 201: ref(schema.IndicatorSet) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.IndicatorSet) => `/v1/indicator-sets/${made.id}` },
        (work) => actions.makeSet(work, request.body)
      )
  )
  app.patch(
    '/v1/indicator-sets/:id',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('changeIndicatorSet', 'evaluations', '变更评价指标体系', {
          zh: '变更尚未发布的评价指标体系。指标、等级和分组整体替换。',
          en: 'Changes a draft. Indicators, grades and groups are replaced as a whole.'
        }),
        params: idParams,
        body: ref(schema.IndicatorSetChange),
        response: { 200: ref(schema.IndicatorSet) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeSet(work, request.params.id, request.body))
  )
}

function stepping(app: App): void {
  const { plain } = stepsOf(app, '/v1/indicator-sets', schema.IndicatorSet)
  plain(
    'publish',
    write,
    describe('publishIndicatorSet', 'evaluations', '发布评价指标体系', {
      zh: '发布评价指标体系。发布后不再变更，下级单位可以查看，可用于绩效评价。',
      en: 'Publishes a set. It no longer changes, units below see it, and evaluations can use it.'
    }),
    actions.publishSet
  )
  plain(
    'retire',
    write,
    describe('retireIndicatorSet', 'evaluations', '停用评价指标体系', {
      zh: '停用评价指标体系。已开展的评价不受影响，新的评价不能再使用。',
      en: 'Retires a set. Evaluations that use it go on; no new one can use it.'
    }),
    actions.retireSet
  )
}
