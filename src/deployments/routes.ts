import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { deployments, inTree } from './list.ts'
import type { DraftNotice } from './progress/notice.ts'
import { progressRoutes } from './progress/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'deployment'
const read: FastifyContextConfig = { permission: 'deployments:read', scope }
const draft: FastifyContextConfig = { permission: 'deployments:draft', scope }
const issue: FastifyContextConfig = { permission: 'deployments:issue', scope }

/** What the room needs: notices stand above it. */
interface Parts {
  context: AppContext
  draftNotice: DraftNotice
}

export function register(app: App, { context, draftNotice }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
  progressRoutes(app, context, draftNotice)
  reportRoutes(app, context)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/deployments',
    {
      config: read,
      schema: {
        ...describe('listDeployments', 'deployments', '查询部署任务', {
          zh: '列出辖区内单位部署的任务，以及已印发给辖区内单位的任务，最近拟制的在前。',
          en:
            'Lists the deployments that units within a unit issue, and those issued to units within it, ' +
            'the newest first.'
        }),
        querystring: deployments.query,
        response: { 200: listAnswer(ref(schema.DeploymentPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(deployments.asked({ db }, query, inTree(tree), viewer))
    }
  )
  app.get(
    '/v1/deployments/:id',
    {
      config: read,
      schema: {
        ...describe('getDeployment', 'deployments', '查询一个部署任务', {
          zh: '返回一个部署任务及各项任务今日的推进情况。责任单位只计本单位辖区内的单位；印发前下级单位看不到。',
          en:
            'Returns one deployment, with the progress of its items today. For readers in an addressed ' +
            'unit only the units within their own unit count. Units below see nothing before the issue.'
        }),
        params: idParams,
        response: { 200: ref(schema.Deployment) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('deployment-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/deployments',
    {
      config: draft,
      schema: {
        ...describe('draftDeployment', 'deployments', '拟制部署任务', {
          zh: '拟制向下级单位部署的任务：事项、考核指标、序时进度和完成时限。可将上级部署的事项转给下级单位。',
          en:
            'Drafts a deployment to units below: items with their measures, milestones and last days. A ' +
            'unit may pass on an item that was issued to it.'
        }),
        body: ref(schema.NewDeployment),
        response: { 201: ref(schema.Deployment) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Deployment) => `/v1/deployments/${made.id}` },
        (work) => actions.draftDeployment(work, request.body)
      )
  )
  const { plain, worded } = stepsOf(app, '/v1/deployments', schema.Deployment)
  plain(
    'issue',
    issue,
    describe('issueDeployment', 'deployments', '印发部署任务', {
      zh: '印发部署任务。责任单位由此确定，并可以查看和报告进展。',
      en: 'Issues a deployment. Its addressees are fixed; they see it and report progress.'
    }),
    actions.issueDeployment
  )
  worded(
    'items',
    issue,
    describe('amendDeployment', 'deployments', '变更任务事项', {
      zh: '印发后变更或者增加任务事项，并说明理由。变更按次序编号，变更前的内容予以保留。',
      en:
        'Changes or adds items after the issue, with the reason. Amendments are numbered, and the former ' +
        'wording is kept.'
    }),
    schema.DeploymentAmendment,
    actions.amendItems
  )
  plain(
    'close',
    issue,
    describe('closeDeployment', 'deployments', '办结部署任务', {
      zh: '办结部署任务，此后不再报告进展。尚未印发的，办结后不再印发。',
      en: 'Closes a deployment; nothing more is reported on it. A draft that is closed is never issued.'
    }),
    actions.closeDeployment
  )
}
