import type { FastifyContextConfig } from 'fastify'
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
import { makeTest } from './actions.ts'
import { channelTests } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'channel-test'
const place = { table: 'channel_test', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'channels:test', scope }

export function testRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/channel-tests',
    {
      config: read,
      schema: {
        ...describe('listChannelTests', 'channels', '查询渠道拨测', {
          zh: '列出本单位和下级单位开展的渠道拨测，最近登记的在前。被拨测单位看不到拨测。',
          en:
            'Lists the channel tests that the unit and the units below it made, the latest entry first. ' +
            'The unit that was tried does not see them.'
        }),
        querystring: channelTests.query,
        response: { 200: listAnswer(ref(schema.ChannelTestPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place, store.seenBy)
      return reply.list(channelTests.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/channel-tests/:id',
    {
      config: read,
      schema: {
        ...describe('getChannelTest', 'channels', '查询一次渠道拨测', {
          zh: '返回一次渠道拨测。',
          en: 'Returns one channel test.'
        }),
        params: idParams,
        response: { 200: ref(schema.ChannelTest) }
      }
    },
    async ({ actor, params }) =>
      foundOr(store.find(db, actor, params.id, localDate(clock())), () => refuse('channel-test-not-found'))
  )
  app.post(
    '/v1/channel-tests',
    {
      config: read,
      schema: {
        ...describe('makeChannelTest', 'channels', '登记渠道拨测', {
          zh: '登记一次对下级单位监督举报电话或网络渠道的拨测。相当于不打招呼的电话检查，被拨测单位看不到。',
          en:
            'Records a try of a telephone or an online channel of a unit below. It is an unannounced visit ' +
            'by telephone: the unit that was tried does not see it.'
        }),
        body: ref(schema.NewChannelTest),
        response: { 201: ref(schema.ChannelTest) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.ChannelTest) => `/v1/channel-tests/${made.id}` },
        (work) => makeTest(work, request.body)
      )
  )
}
