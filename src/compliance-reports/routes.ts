import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { documentAnswer } from '../platform/official-document/index.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { actionsWith } from './actions.ts'
import { documentOf } from './document/index.ts'
import { complianceReports } from './list.ts'
import type { Sources } from './parts.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  /** What figures are counted from. */
  reported: Sources
}

const scope = 'compliance-report'
const tag = 'compliance-reports'
const place = { table: 'compliance_report', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'compliance-reports:read', scope }
const make: FastifyContextConfig = { permission: 'compliance-reports:make', scope }

const unknown = () => refuse('compliance-report-not-found')

/** Yearly reports on how units met their duties (监管责任落实情况报告). */
export function register(app: App, { context, reported }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  reading(app, context)
  making(app, actionsWith(reported))
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/compliance-reports',
    {
      config: read,
      schema: {
        ...describe('listComplianceReports', tag, '查询监管责任落实情况报告', {
          zh: '列出辖区内的年度报告，最新的在前，不含数字。上级单位的报告仅在发布后可以查看，须指定该单位。',
          en:
            'Lists the yearly reports within a unit, the newest first, without figures. Reports of units ' +
            'above the own unit are listed only once published, and only by `unitCode`.'
        }),
        querystring: complianceReports.query,
        response: { 200: listAnswer(ref(schema.ComplianceReportPage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const trees = await subtrees(db, actor, scope, query)
      const seen = inTrees(trees, place, store.shown)
      return reply.list(complianceReports.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/compliance-reports/:id',
    {
      config: read,
      schema: {
        ...describe('getComplianceReport', tag, '查询一份监管责任落实情况报告', {
          zh: '返回一份年度报告及其数字。下级单位人员在发布后可以查看，不含检举控告，也不含该单位的检查情况。',
          en:
            'Returns one yearly report with its figures. People of units below see it once it is ' +
            'published, without reports and without the inspections of the unit.'
        }),
        params: idParams,
        response: { 200: ref(schema.ComplianceReport) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
  app.get(
    '/v1/compliance-reports/:id/document',
    {
      config: read,
      schema: {
        ...describe('getComplianceReportDocument', tag, '监管责任落实情况报告公文', {
          zh: '以公文形式返回一份年度报告，含表格和图；草稿注明“草稿”。',
          en: 'Returns a yearly report as an official document with tables and charts; a draft is marked.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const report = await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown)
      return reply.document(report, await documentOf(db, report))
    }
  )
}

function making(app: App, actions: ReturnType<typeof actionsWith>): void {
  app.post(
    '/v1/compliance-reports',
    {
      config: make,
      schema: {
        ...describe('draftComplianceReport', tag, '编制监管责任落实情况报告', {
          zh: '统计一个单位及下级单位某年度的监管责任落实情况，截至最近一个已结束的日子，形成草稿。',
          en:
            'Counts how a unit and the units below it met their duties in a year, up to the last day that ' +
            'is over, and keeps the figures as a draft.'
        }),
        body: ref(schema.NewComplianceReport),
        response: { 201: ref(schema.ComplianceReport) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.ComplianceReport) => `/v1/compliance-reports/${made.id}` },
        (work) => actions.draft(work, request.body)
      )
  )
  const { plain, worded } = stepsOf(app, '/v1/compliance-reports', schema.ComplianceReport)
  const refresh = { zh: '重新统计草稿中的数字。', en: 'Counts the figures of a draft again.' }
  plain('refresh', make, describe('refreshComplianceReport', tag, '重新统计报告', refresh), actions.refresh)
  const publish = {
    zh: '发布年度报告，数字自此固定不变。年度结束并统计全年后才能发布。',
    en: 'Publishes a report once it counts the whole year. Its figures no longer change.'
  }
  plain('publish', make, describe('publishComplianceReport', tag, '发布报告', publish), actions.publish)
  const withdraw = {
    zh: '撤回有误的报告，此后可以另行编制。',
    en: 'Withdraws a report that is wrong. Another one may be made then.'
  }
  worded(
    'withdraw',
    make,
    describe('withdrawComplianceReport', tag, '撤回报告', withdraw),
    schema.ComplianceReportWithdrawal,
    (work, id, { reason }) => actions.withdraw(work, id, reason)
  )
}
