import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { provinceTree } from '../platform/access/province.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { boardRoutes } from './boards/routes.ts'
import type { InspectionOf } from './checks/actions.ts'
import { checkRoutes } from './checks/routes.ts'
import { disclosures } from './list.ts'
import { missingRoutes } from './missing/routes.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'disclosure'
const read: FastifyContextConfig = { permission: 'disclosures:read', scope }
const keep: FastifyContextConfig = { permission: 'disclosures:keep', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
  inspectionOf: InspectionOf
}

export function register(app: App, { context, citables, inspectionOf }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  boardRoutes(app, context)
  missingRoutes(app, context)
  reading(app, context)
  writing(app)
  stepRoutes(app)
  checkRoutes(app, { context, citables, inspectionOf })
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disclosures',
    {
      config: read,
      schema: {
        ...describe('listDisclosures', 'disclosure', '查询公示', {
          zh: '列出各单位登记的公示，最近登记的在前。公示面向社会，全省人员均可查看；名单本身不在其中。',
          en:
            'Lists what units show to the public, the latest entry first. Everybody of the province may ' +
            'read it. The lists themselves are not kept.'
        }),
        querystring: disclosures.query,
        response: { 200: listAnswer(ref(schema.DisclosurePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await provinceTree(db, actor, query.within)
      const seen = inTrees([tree], { table: 'disclosure', unit: 'unit_code' })
      return reply.list(disclosures.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/disclosures/:id',
    {
      config: read,
      schema: {
        ...describe('getDisclosure', 'disclosure', '查询一项公示', {
          zh: '返回一项公示。全省人员均可查看；撤回理由只有本单位及其上级可见。',
          en:
            'Returns one disclosure. Everybody of the province may read it; the reason of a withdrawal is ' +
            'for the unit and the units above it.'
        }),
        params: idParams,
        response: { 200: ref(schema.Disclosure) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('disclosure-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/disclosures',
    {
      config: keep,
      schema: {
        ...describe('postDisclosure', 'disclosure', '登记公示', {
          zh:
            '登记一项公示：内容、渠道、地点和公示日期。公示日期可早于登记之日。撤下后重新公示的，另行登记。' +
            '由本单位或其上级办理。',
          en:
            'Records a disclosure of a unit: content, place and day. It may have been posted before the ' +
            'day of the entry. A notice that was taken down and put up again is entered again. For people ' +
            'of the unit and of the units above it.'
        }),
        body: ref(schema.NewDisclosure),
        response: { 201: ref(schema.Disclosure) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Disclosure) => `/v1/disclosures/${made.id}` },
        (work) => actions.post(work, request.body)
      )
  )
}

function stepRoutes(app: App): void {
  const { worded } = stepsOf(app, '/v1/disclosures', schema.Disclosure)
  worded(
    'remove',
    keep,
    describe('removeDisclosure', 'disclosure', '登记撤除', {
      zh: '登记公示已撤除。公示期未满即撤除的，为公示时间不足。',
      en: 'Records that it was taken down. Taken down before its time is over, it was shown for too short.'
    }),
    schema.DisclosureRemoval,
    (work, id, { on }) => actions.remove(work, id, on)
  )
  worded(
    'withdraw',
    keep,
    describe('withdrawDisclosure', 'disclosure', '撤回公示', {
      zh: '撤回不应公示的内容，或误报的公示。撤回后不再计入公示。',
      en: 'Withdraws something that should not have been shown, or was entered by mistake. It counts no more.'
    }),
    schema.DisclosureWithdrawal,
    actions.withdraw
  )
}
