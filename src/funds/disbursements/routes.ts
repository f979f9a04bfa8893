import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { columns, disbursements } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const keep: FastifyContextConfig = { permission: 'funds:keep', scope }

export function disbursementRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disbursements',
    {
      config: read,
      schema: {
        ...describe('listDisbursements', 'funds', '查询发放批次', {
          zh: '列出发放批次，最近月份在前。',
          en: 'Lists disbursements, the latest month first.'
        }),
        querystring: disbursements.query,
        response: { 200: listAnswer(ref(schema.DisbursementPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), {
        table: 'disbursement',
        unit: 'unit_code'
      })
      const viewer = { ...actor, today: localDate(clock()) }
      const asked = disbursements.asked({ db }, query, seen, viewer)
      return reply.list({ ...asked, columns, wire: store.wire })
    }
  )
  app.get(
    '/v1/disbursements/:id',
    {
      config: read,
      schema: {
        ...describe('getDisbursement', 'funds', '查询一个发放批次', {
          zh: '返回一个发放批次及其现行文件。',
          en: 'Returns one disbursement with its current files.'
        }),
        params: idParams,
        response: { 200: ref(schema.Disbursement) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('disbursement-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/disbursements',
    {
      config: keep,
      schema: {
        ...describe('createDisbursement', 'funds', '建立发放批次', {
          zh:
            '建立一个单位某一项目某一月份的发放批次，每月一个。应发日期依发放期限确定：当月十日，或实施细则规定的更早日期，不因休息日顺延。可登记的月份自日历的第一个月起，至' +
            '两个月后止。发放金额计入所填写的资金；未填写的，如该单位截至当月末收到的本项目资金中只有一笔尚有余额，计入该笔资金。',
          en:
            'Makes the disbursement of a unit for a programme and a month; there is one of each. Its ' +
            'payments are due by the day that the term `disbursement.pay` sets: the tenth of the month, ' +
            'or an earlier day of a local rule. Days off do not postpone it. Months from the first one ' +
            'of the calendar to two months ahead are accepted. The payments are spent from the ' +
            'allocation that it names. If it names none, they are spent from the only allocation of the ' +
            'programme that the unit received by the end of the month and that has something left, if ' +
            'there is exactly one.'
        }),
        body: ref(schema.NewDisbursement),
        response: { 201: ref(schema.Disbursement) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Disbursement) => `/v1/disbursements/${made.id}` },
        (work) => actions.createDisbursement(work, request.body)
      )
  )
  app.patch(
    '/v1/disbursements/:id',
    {
      config: { ...keep, needsVersion: true },
      schema: {
        ...describe('changeDisbursement', 'funds', '变更发放批次', {
          zh: '变更应发日期、专户或所用资金。变更前后两笔资金的已用金额重新汇总。',
          en:
            'Changes the due date, the account or the allocation. The amounts spent from the previous ' +
            'and the new allocation are summed up again.'
        }),
        params: idParams,
        body: ref(schema.DisbursementChange),
        response: { 200: ref(schema.Disbursement) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeDisbursement(work, request.params.id, request.body)
      )
  )
}
