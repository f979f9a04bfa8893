import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo, inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as actions from './actions.ts'
import { campaigns, targets } from './list.ts'
import { steps } from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'campaign'
const read: FastifyContextConfig = { permission: 'inspections:read', scope }
const write: FastifyContextConfig = { permission: 'campaigns:write', scope }

const unknown = () => refuse('campaign-not-found')

export function campaignRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  making(app)
  reading(app, context)
  listingTargets(app, context)
}

function making(app: App): void {
  app.post(
    '/v1/campaigns',
    {
      config: write,
      schema: {
        ...describe('makeCampaign', 'inspections', '开展专项督导', {
          zh: '确定专项督导的主题、期间和对象。仅督导单位及其上级可以查看，督导对象不能查看。',
          en:
            'Creates a campaign with its topic, its period and its targets. Visible to the unit that ' +
            'carries it out and the units above it, never to the targets.'
        }),
        body: ref(schema.NewCampaign),
        response: { 201: ref(schema.Campaign) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Campaign) => `/v1/campaigns/${made.id}` },
        (work) => actions.makeCampaign(work, request.body)
      )
  )
  stepsOf(app, '/v1/campaigns', schema.Campaign).plain(
    'close',
    { permission: steps.close.permission, scope },
    describe('closeCampaign', 'inspections', '结束专项督导', {
      zh: '结束专项督导，此后不再增加检查；已安排的检查继续进行。',
      en: 'Closes a campaign. No more inspections are added; those already planned go on.'
    }),
    actions.closeCampaign
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/campaigns',
    {
      config: read,
      schema: {
        ...describe('listCampaigns', 'inspections', '查询专项督导', {
          zh: '列出辖区内单位开展的专项督导，按开始日期排列。',
          en: 'Lists the campaigns of the units within a unit, ordered by their first day.'
        }),
        querystring: campaigns.query,
        response: { 200: listAnswer(ref(schema.CampaignPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      const seen = inTrees([tree], { table: 'campaign', unit: 'unit_code' })
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(campaigns.asked({ db }, query, seen, viewer))
    }
  )
  app.get(
    '/v1/campaigns/:id',
    {
      config: read,
      schema: {
        ...describe('getCampaign', 'inspections', '查询一次专项督导', {
          zh: '返回一次专项督导及其进展。',
          en: 'Returns one campaign with its progress.'
        }),
        params: idParams,
        response: { 200: ref(schema.Campaign) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
}

function listingTargets(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/campaigns/:id/targets',
    {
      config: read,
      schema: {
        ...describe('listCampaignTargets', 'inspections', '查询专项督导的对象', {
          zh: '列出一次专项督导的对象及其检查。',
          en: 'Lists the targets of a campaign, each with its inspection.'
        }),
        params: idParams,
        querystring: targets.query,
        response: { 200: listAnswer(ref(schema.CampaignTargetPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(store.seen(db, actor, params.id), unknown)
      const ofCampaign = belongingTo('campaign_target.campaign_id', id)
      return reply.list(targets.asked({ db }, query, ofCampaign, { ...actor, today: localDate(clock()) }))
    }
  )
}
