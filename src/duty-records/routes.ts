import type { FastifyContextConfig } from 'fastify'
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
import { dutyRecords } from './list.ts'
import * as schema from './schema.ts'
import { standingRoutes } from './standing/routes.ts'
import type { StaffOnRegister } from './standing/store.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'duty-record'
const place = { table: 'duty_record', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'duties:read', scope }
const file: FastifyContextConfig = { permission: 'duties:file', scope }
const review: FastifyContextConfig = { permission: 'duties:review', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  staffOnRegister: StaffOnRegister
}

export function register(app: App, { context, staffOnRegister }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  standingRoutes(app, context, staffOnRegister)
  reading(app, context)
  writing(app)
  stepRoutes(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/duty-records',
    {
      config: read,
      schema: {
        ...describe('listDutyRecords', 'duties', '查询履职记录', {
          zh: '列出本单位和下级单位的履职记录，最近填报的在前。',
          en: 'Lists the duty records of a unit and the units below it, the latest filed first.'
        }),
        querystring: dutyRecords.query,
        response: { 200: listAnswer(ref(schema.DutyRecordPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place, (one) =>
        visible(one, scope, 'duty_record')
      )
      return reply.list(dutyRecords.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/duty-records/:id',
    {
      config: read,
      schema: {
        ...describe('getDutyRecord', 'duties', '查询一条履职记录', {
          zh: '返回一条履职记录。本单位及上级单位可以查看；方案和细则下级单位也可以查看。',
          en:
            'Returns one duty record. The unit and the units above may see it; schemes and rules are ' +
            'visible to the units below, too.'
        }),
        params: idParams,
        response: { 200: ref(schema.DutyRecord) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('duty-record-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/duty-records',
    {
      config: file,
      schema: {
        ...describe('fileDutyRecord', 'duties', '填报履职记录', {
          zh: '填报本单位的监管方案、实施细则、政策宣传、培训或责任分工。由本单位填报。',
          en:
            'Files what the unit has done of a standing duty: a scheme, rules, publicity, training, or who ' +
            'is responsible for what. Every unit files for itself.'
        }),
        body: ref(schema.NewDutyRecord),
        response: { 201: ref(schema.DutyRecord) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.DutyRecord) => `/v1/duty-records/${made.id}` },
        (work) => actions.fileRecord(work, request.body)
      )
  )
  app.patch(
    '/v1/duty-records/:id',
    {
      config: { ...file, needsVersion: true },
      schema: {
        ...describe('changeDutyRecord', 'duties', '变更履职记录', {
          zh: '变更本单位的履职记录。变更后须由上级单位重新确认。',
          en: 'Changes a record of the unit. A unit above has to review it again.'
        }),
        params: idParams,
        body: ref(schema.DutyRecordChange),
        response: { 200: ref(schema.DutyRecord) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeRecord(work, request.params.id, request.body))
  )
}

function stepRoutes(app: App): void {
  const { plain, worded } = stepsOf(app, '/v1/duty-records', schema.DutyRecord)
  worded(
    'withdraw',
    file,
    describe('withdrawDutyRecord', 'duties', '撤回履职记录', {
      zh: '撤回本单位误报的履职记录。',
      en: 'Withdraws a record that the unit filed by mistake.'
    }),
    schema.DutyRecordWithdrawal,
    (work, id, { reason }) => actions.withdrawRecord(work, id, reason)
  )
  plain(
    'confirm',
    review,
    describe('confirmDutyRecord', 'duties', '确认履职记录', {
      zh: '上级单位确认下级单位的履职记录。',
      en: 'A unit above confirms the record.'
    }),
    actions.confirmRecord
  )
  worded(
    'return',
    review,
    describe('returnDutyRecord', 'duties', '退回履职记录', {
      zh: '上级单位退回不符合要求的履职记录，并说明理由。单位变更前该记录不计入履职。',
      en:
        'A unit above returns a record that does not meet the requirements, with the reason. It does ' +
        'not count until the unit has changed it.'
    }),
    schema.DutyRecordReturn,
    (work, id, { reason }) => actions.returnRecord(work, id, reason)
  )
}
