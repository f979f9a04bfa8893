import type { FastifyContextConfig } from 'fastify'
import { provinceTree } from '../platform/access/province.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { ref } from '../platform/http/schema.ts'
import { noBody } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { unitParams } from '../units/index.ts'
import * as actions from './actions.ts'
import { channels } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { testRoutes } from './tests/routes.ts'
import { refuse } from './vocabulary.ts'

const read: FastifyContextConfig = { permission: 'units:read', scope: 'unit' }
const keep: FastifyContextConfig = { permission: 'channels:keep', scope: 'unit' }

/** What the room needs. */
interface Parts {
  context: AppContext
}

export function register(app: App, { context }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
  testRoutes(app, context)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/channels',
    {
      config: read,
      schema: {
        ...describe('listChannels', 'channels', '查询监督举报渠道', {
          zh: '按单位列出监督举报电话、网络渠道和通信地址，注明所缺、久未确认的。全省人员均可查看。',
          en:
            'Lists telephones, online channels and postal addresses by unit, with missing channels and ' +
            'those not confirmed for long. Everybody of the province may read them.'
        }),
        querystring: channels.query,
        response: { 200: listAnswer(ref(schema.UnitChannelsPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees([await provinceTree(db, actor, query.within)], { table: 'unit', unit: 'code' })
      return reply.list(channels.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/units/:code/channels',
    {
      config: read,
      schema: {
        ...describe('getChannels', 'channels', '查询一个单位的监督举报渠道', {
          zh: '返回一个单位的监督举报渠道。全省人员均可查看。',
          en: 'Returns the channels of one unit. Everybody of the province may read them.'
        }),
        params: unitParams,
        response: { 200: ref(schema.UnitChannels) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.code, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('channels-not-found')))
    }
  )
}

function writing(app: App): void {
  app.put(
    '/v1/units/:code/channels',
    {
      config: { ...keep, needsVersion: true },
      schema: {
        ...describe('putChannels', 'channels', '登记监督举报渠道', {
          zh: '登记一个单位的全部监督举报渠道，取代原有渠道。由本单位或其上级办理。',
          en:
            'Enters all channels of a unit in place of the former ones. For people of the unit and of the ' +
            'units above it.'
        }),
        params: unitParams,
        body: ref(schema.ChannelsChange),
        response: { 200: ref(schema.UnitChannels) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.putChannels(work, request.params.code, request.body))
  )
  app.post(
    '/v1/units/:code/channels/confirm',
    {
      config: keep,
      schema: {
        ...describe('confirmChannels', 'channels', '确认监督举报渠道', {
          zh: '确认渠道仍然有效，每年一次。',
          en: 'States that the channels are still right. Due once a year.'
        }),
        params: unitParams,
        body: noBody,
        response: { 200: ref(schema.UnitChannels) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.confirmChannels(work, request.params.code))
  )
}
