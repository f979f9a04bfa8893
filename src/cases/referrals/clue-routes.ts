import type { Kind } from '../../platform/access/kinds.ts'
import type { App } from '../../platform/http/app.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as actions from './actions.ts'
import { type Origin, ofRecord, referrals } from './list.ts'
import * as schema from './schema.ts'
import { type ClueSources, clueIn, type SourceKind } from './sources.ts'

interface Source {
  kind: SourceKind
  base: string
  scope: Kind
  origin: Origin
  make: ReturnType<typeof describe>
  list: ReturnType<typeof describe>
}

const secrecy = {
  zh: '线索移交归移交人所在单位，该单位及其上级可以查看；线索所涉单位不能查看。',
  en:
    'The referral belongs to the unit of the person who makes it. It is visible to that unit and the units ' +
    'above it, and hidden from the unit concerned.'
}

const origins: readonly Source[] = [
  {
    kind: 'finding',
    base: '/v1/findings',
    scope: 'finding',
    origin: 'finding_id',
    make: describe('referFinding', 'letters', '移交问题线索', {
      zh: `移交由问题产生的线索。${secrecy.zh}`,
      en: `Refers a clue that arose from a finding. ${secrecy.en}`
    }),
    list: describe('listFindingReferrals', 'letters', '查询问题的线索移交', {
      zh: '列出由一项问题产生的线索移交。',
      en: 'Lists the referrals that arose from a finding.'
    })
  },
  {
    kind: 'fund-check',
    base: '/v1/fund-checks',
    scope: 'fund',
    origin: 'fund_check_id',
    make: describe('referFundCheck', 'letters', '移交资金检查线索', {
      zh: `移交由资金检查产生的线索。${secrecy.zh}`,
      en: `Refers a clue that arose from a fund check. ${secrecy.en}`
    }),
    list: describe('listFundCheckReferrals', 'letters', '查询资金检查的线索移交', {
      zh: '列出由一次资金检查产生的线索移交。',
      en: 'Lists the referrals that arose from a fund check.'
    })
  }
]

/** The endpoints for clues from findings and fund checks. */
export function clueRoutes(app: App, context: AppContext, sources: ClueSources): void {
  for (const one of origins) {
    making(app, sources, one)
    listing(app, context, sources, one)
  }
}

function making(app: App, sources: ClueSources, { kind, base, scope, make }: Source): void {
  app.post(
    `${base}/:id/referrals`,
    {
      config: { permission: 'clues:refer', scope },
      schema: {
        ...make,
        params: idParams,
        body: ref(schema.NewReferral),
        response: { 201: ref(schema.Referral) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (referral: schema.Referral) => `/v1/referrals/${referral.id}` },
        (work) => actions.referClue(work, sources, { kind, id: request.params.id }, request.body)
      )
  )
}

function listing(app: App, { db, clock }: AppContext, sources: ClueSources, one: Source): void {
  const { kind, base, scope, list, origin } = one
  app.get(
    `${base}/:id/referrals`,
    {
      config: { permission: 'referrals:read', scope },
      schema: {
        ...list,
        params: idParams,
        querystring: referrals.query,
        response: { 200: listAnswer(ref(schema.ReferralPage)) }
      }
    },
    async ({ actor, params: { id }, query }, reply) => {
      await clueIn(sources[kind], db, actor, id)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(referrals.asked({ db }, query, ofRecord(actor, origin, id), viewer))
    }
  )
}
