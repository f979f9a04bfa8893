import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { subtrees, visible } from '../platform/access/scope.ts'
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
import { proposals } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'proposal'
const place = { table: 'proposal', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'proposals:read', scope }
const decide: FastifyContextConfig = { permission: 'proposals:decide', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
}

export function register(app: App, { context, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  merging(app, citables)
  stepRoutes(app, citables)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/proposals',
    {
      config: read,
      schema: {
        ...describe('listProposals', 'proposals', '查询处理建议', {
          zh: '列出向本单位和下级单位提出的通报、约谈建议，最近的在前。责任单位看不到关于自己的建议。',
          en:
            'Lists the proposals of notices and interviews to a unit and the units below it, the latest ' +
            'first. A unit never sees a proposal about itself.'
        }),
        querystring: proposals.query,
        response: { 200: listAnswer(ref(schema.ProposalPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place, (one) =>
        visible(one, scope, 'proposal')
      )
      return reply.list(proposals.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/proposals/:id',
    {
      config: read,
      schema: {
        ...describe('getProposal', 'proposals', '查询一条处理建议', {
          zh: '返回一条处理建议及其事实和数据。',
          en: 'Returns one proposal with its facts and figures.'
        }),
        params: idParams,
        response: { 200: ref(schema.Proposal) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('proposal-not-found')))
    }
  )
}

function merging(app: App, citables: Citables): void {
  app.post(
    '/v1/proposals/merge',
    {
      config: decide,
      schema: {
        ...describe('mergeProposals', 'proposals', '合并通报建议', {
          zh: '将向本单位提出的若干通报建议合并采纳，起草一份发给各责任单位的通报。',
          en: 'Accepts several proposals of notices at once: one notice to all their targets is drafted.'
        }),
        body: ref(schema.ProposalMerge),
        response: { 201: ref(schema.MergedProposals) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: ({ noticeId }: { noticeId: string }) => `/v1/notices/${noticeId}` },
        (work) => actions.mergeProposals(work, citables, request.body)
      )
  )
}

function stepRoutes(app: App, citables: Citables): void {
  const { maybeWorded, worded } = stepsOf(app, '/v1/proposals', schema.Proposal)
  maybeWorded(
    'accept',
    decide,
    describe('acceptProposal', 'proposals', '采纳处理建议', {
      zh: '采纳处理建议：起草通报，或者发出约谈通知，事实列为事由。采纳人无权查看的记录不列，并注明未列的数量。',
      en:
        'Accepts a proposal: a notice is drafted, or an interview is called, with the facts as causes. ' +
        'Records that the caller may not see are left out, and their number is stated.'
    }),
    schema.ProposalAcceptance,
    (work, id, body) => actions.acceptProposal(work, citables, id, body)
  )
  worded(
    'dismiss',
    decide,
    describe('dismissProposal', 'proposals', '不予采纳处理建议', {
      zh: '不予采纳处理建议，并说明理由。同一期间内不再提出。',
      en: 'Dismisses a proposal with the reason. It does not come back in the same period.'
    }),
    schema.ProposalDismissal,
    (work, id, { reason }) => actions.dismissProposal(work, id, reason)
  )
}
