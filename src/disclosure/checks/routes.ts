import type { FastifyContextConfig } from 'fastify'
import { listed } from '../../platform/access/handed-over.ts'
import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { aboutTree } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { documentOf } from './document.ts'
import { checks } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'disclosure-check'
const read: FastifyContextConfig = { permission: 'disclosure-checks:read', scope }
const make: FastifyContextConfig = { permission: 'disclosure-checks:make', scope }
const unknown = () => refuse('disclosure-check-not-found')

interface Parts extends actions.Needs {
  context: AppContext
}

export function checkRoutes(app: App, { context, ...needs }: Parts): void {
  for (const one of schema.checkSchemas) app.addSchema(one)
  listing(app, context)
  reading(app, context)
  making(app, needs)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disclosure-checks',
    {
      config: read,
      schema: {
        ...describe('listDisclosureChecks', 'disclosure', '查询公示核查', {
          zh: '列出对本单位和下级单位的公示核查，最近登记的在前。被核查单位在登记问题后才能看到。',
          en:
            'Lists the checks of the disclosures of the unit and of the units below it, the latest entry ' +
            'first. The unit that was checked sees a check once findings were made from it.'
        }),
        querystring: checks.query,
        response: { 200: listAnswer(ref(schema.DisclosureCheckPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, await subtree(db, actor, scope, query.within), 'disclosure_check')
      const seen = aboutTree(tree, 'disclosure_check', store.seenBy)
      return reply.list(checks.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disclosure-checks/:id',
    {
      config: read,
      schema: {
        ...describe('getDisclosureCheck', 'disclosure', '查询一次公示核查', {
          zh: '返回一次公示核查及据此登记的问题。',
          en: 'Returns one check of disclosures, with the findings made from it.'
        }),
        params: idParams,
        response: { 200: ref(schema.DisclosureCheck) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
  app.get(
    '/v1/disclosure-checks/:id/document',
    {
      config: read,
      schema: {
        ...describe('getDisclosureCheckDocument', 'disclosure', '公示核查记录', {
          zh: '以公文形式返回公示核查记录。',
          en: 'Returns the record of a check as an official document.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const check = await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown)
      return reply.document(check, await documentOf(db, check))
    }
  )
}

function making(app: App, needs: actions.Needs): void {
  app.post(
    '/v1/disclosure-checks',
    {
      config: make,
      schema: {
        ...describe('makeDisclosureCheck', 'disclosure', '登记公示核查', {
          zh:
            '登记对下级单位网站或公示板的一次核查，被核查单位暂不可见。发现泄露应当保密的信息的，' +
            '同时登记严重问题，告知该单位并要求当日撤下。',
          en:
            'Records a check of the website or the boards of a unit below, which does not see it yet. ' +
            'Private data on show become a grave finding at once: the unit sees the check and has to ' +
            'withdraw the notice on the same day.'
        }),
        body: ref(schema.NewDisclosureCheck),
        response: { 201: ref(schema.DisclosureCheck) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.DisclosureCheck) => `/v1/disclosure-checks/${made.id}` },
        (work) => actions.makeCheck(work, needs, request.body)
      )
  )
  app.post(
    '/v1/disclosure-checks/:id/findings',
    {
      config: make,
      schema: {
        ...describe('makeDisclosureCheckFindings', 'disclosure', '核查情况登记为问题', {
          zh:
            '将核查中不符合要求的情况登记为问题，每个检查要点一项，以该核查为事由。登记后被核查单位可以查看核查。' +
            '关联的检查未开始或通知前不得登记。',
          en:
            'Records findings for the observations that are not in order, one for each checklist item, ' +
            'with the check as their cause. The unit that was checked then sees the check. Not before the ' +
            'inspection of the check has begun or was notified.'
        }),
        params: idParams,
        body: ref(schema.DisclosureCheckFindings),
        response: { 201: ref(schema.DisclosureFindingsMade) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201 }, (work) =>
        actions.makeCheckFindings(work, needs, request.params.id, request.body)
      )
  )
}
