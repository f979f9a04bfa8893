import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as deployments from '../store.ts'
import { lineSeenBy } from '../visibility.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { reports } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'deployment'
const read: FastifyContextConfig = { permission: 'deployments:read', scope }
const review: FastifyContextConfig = { permission: 'deployments:issue', scope }

export function reportRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reporting(app)
  reading(app, context)
  reviewing(app)
}

function reporting(app: App): void {
  app.post(
    '/v1/deployments/:id/reports',
    {
      config: { permission: 'deployments:report', scope },
      schema: {
        ...describe('reportDeployment', 'deployments', '报告任务进展', {
          zh: '责任单位报告一项任务的进展。以前的报告予以保留。完成值超过目标值的须注明超额完成。',
          en:
            'Reports how an item stands at an addressed unit. Earlier reports stay on record. A value ' +
            'beyond the target needs `over`.'
        }),
        params: idParams,
        body: ref(schema.NewDeploymentReport),
        response: { 201: ref(schema.DeploymentReport) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.DeploymentReport) => `/v1/deployment-reports/${made.id}` },
        (work) => actions.reportProgress(work, params.id, body)
      )
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/deployments/:id/reports',
    {
      config: read,
      schema: {
        ...describe('listDeploymentReports', 'deployments', '查询任务进展报告', {
          zh: '列出一个部署任务的进展报告，最近的在前。责任单位只能看到本单位辖区内的报告。',
          en:
            'Lists the reports on a deployment, the latest first. Readers in an addressed unit see only ' +
            'those of units within their own unit.'
        }),
        params: idParams,
        querystring: reports.query,
        response: { 200: listAnswer(ref(schema.DeploymentReportPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(deployments.seen(db, actor, params.id), () =>
        refuse('deployment-not-found')
      )
      const ofDeployment = belongingTo('deployment_report.deployment_id', id, (one) =>
        lineSeenBy(one, 'deployment_report')
      )
      return reply.list(reports.asked({ db }, query, ofDeployment, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/deployment-reports/:id',
    {
      config: read,
      schema: {
        ...describe('getDeploymentReport', 'deployments', '查询一份进展报告', {
          zh: '返回一份进展报告。责任单位及其上级单位可以查看，其他责任单位不能查看。',
          en: 'Returns one report. Its unit and the units above see it, other addressed units do not.'
        }),
        params: idParams,
        response: { 200: ref(schema.DeploymentReport) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('deployment-report-not-found')))
    }
  )
}

function reviewing(app: App): void {
  const { plain, worded } = stepsOf(app, '/v1/deployment-reports', schema.DeploymentReport)
  plain(
    'confirm',
    review,
    describe('confirmDeploymentReport', 'deployments', '确认进展报告', {
      zh: '部署单位确认进展报告。报告完成的，该事项由此完成。',
      en: 'The issuing unit confirms a report. An item that it reports as done is done then.'
    }),
    actions.confirmReport
  )
  worded(
    'return',
    review,
    describe('returnDeploymentReport', 'deployments', '退回进展报告', {
      zh: '部署单位退回进展报告并说明理由。退回的报告不计入，责任单位重新报告。',
      en: 'The issuing unit returns a report with the reason. It does not count; the unit reports again.'
    }),
    schema.DeploymentReportReturn,
    (work, id, { reason }) => actions.returnReport(work, id, reason)
  )
}
