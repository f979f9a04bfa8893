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
import { figureSchemas } from './figures-schema.ts'
import { bulletins } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'case-bulletin'
const tag = 'bulletins'
const read: FastifyContextConfig = { permission: 'cases:read', scope }
const make: FastifyContextConfig = { permission: 'bulletins:make', scope }
const publish: FastifyContextConfig = { permission: 'bulletins:publish', scope }

const unknown = () => refuse('bulletin-not-found')

export function bulletinRoutes(app: App, context: AppContext): void {
  const { Bulletin, BulletinItem, BulletinPage, NewBulletin } = schema
  for (const one of [...figureSchemas, Bulletin, BulletinItem, BulletinPage, NewBulletin]) app.addSchema(one)
  reading(app, context)
  drafting(app)
  stepping(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/case-bulletins',
    {
      config: read,
      schema: {
        ...describe('listBulletins', tag, '查询信访通报', {
          zh: '列出辖区内的信访通报，最新的在前，不含统计数字。上级单位的信访通报仅在发布后可以查看，须指定该单位。',
          en:
            'Lists the bulletins within a unit, the newest first, without figures. Bulletins of units ' +
            'above the own unit are listed only once published, and only by `unitCode`.'
        }),
        querystring: bulletins.query,
        response: { 200: listAnswer(ref(schema.BulletinPage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const trees = await subtrees(db, actor, scope, query)
      const seen = inTrees(trees, { table: 'case_bulletin', unit: 'unit_code' }, store.shown)
      return reply.list(bulletins.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/case-bulletins/:id',
    {
      config: read,
      schema: {
        ...describe('getBulletin', tag, '查询一份信访通报', {
          zh: '返回一份信访通报及其统计数字。下级单位人员在发布后可以查看，且不含检举控告。',
          en:
            'Returns one bulletin with its figures. People of units below see it once it is published, ' +
            'and then without reports.'
        }),
        params: idParams,
        response: { 200: ref(schema.Bulletin) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
}

function drafting(app: App): void {
  app.post(
    '/v1/case-bulletins',
    {
      config: make,
      schema: {
        ...describe('draftBulletin', tag, '编制信访通报', {
          zh: '统计某一期间收到、由某单位辖区内办理的信访件。统计期最长366天，且已结束或于今日结束。',
          en:
            'Counts the cases that were received in a period and are handled within a unit. The period ' +
            'has at most 366 days and is over, or ends today.'
        }),
        body: ref(schema.NewBulletin),
        response: { 201: ref(schema.Bulletin) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Bulletin) => `/v1/case-bulletins/${made.id}` },
        (work) => actions.draftBulletin(work, request.body)
      )
  )
}

function stepping(app: App): void {
  const { plain } = stepsOf(app, '/v1/case-bulletins', schema.Bulletin)
  plain(
    'refresh',
    make,
    describe('refreshBulletin', tag, '重新统计通报', {
      zh: '重新统计草稿中的信访件。',
      en: 'Counts the cases of a draft again.'
    }),
    actions.refreshBulletin
  )
  plain(
    'publish',
    publish,
    describe('publishBulletin', tag, '发布通报', {
      zh: '发布信访通报，统计数字自此固定不变。',
      en: 'Publishes a bulletin. Its figures no longer change.'
    }),
    actions.publishBulletin
  )
}
