import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { laterLast } from '../column-names.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { accounts } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const keep: FastifyContextConfig = { permission: 'funds:keep', scope }

const columns = laterLast(accounts.columns)

export function accountRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-accounts',
    {
      config: read,
      schema: {
        ...describe('listFundAccounts', 'funds', '查询专户', {
          zh: '列出辖区内各单位的专户。',
          en: 'Lists the special accounts within a unit.'
        }),
        querystring: accounts.query,
        response: { 200: listAnswer(ref(schema.AccountPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), {
        table: 'fund_account',
        unit: 'unit_code'
      })
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({ ...accounts.asked({ db }, query, seen, viewer), columns })
    }
  )
  app.get(
    '/v1/fund-accounts/:id',
    {
      config: read,
      schema: {
        ...describe('getFundAccount', 'funds', '查询一个专户', {
          zh: '返回一个专户。',
          en: 'Returns one special account.'
        }),
        params: idParams,
        response: { 200: ref(schema.Account) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('fund-account-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/fund-accounts',
    {
      config: keep,
      schema: {
        ...describe('openFundAccount', 'funds', '登记专户', {
          zh: '登记一个单位某一救助项目的专户。同一项目同一时间只能有一个专户。',
          en:
            'Registers the special account of a unit for a programme. A unit has one account at a time ' +
            'for each programme.'
        }),
        body: ref(schema.NewAccount),
        response: { 201: ref(schema.Account) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Account) => `/v1/fund-accounts/${made.id}` },
        (work) => actions.openAccount(work, request.body)
      )
  )
  app.patch(
    '/v1/fund-accounts/:id',
    {
      config: { ...keep, needsVersion: true },
      schema: {
        ...describe('changeFundAccount', 'funds', '变更专户', {
          zh: '变更专户的开户银行或专账核算标志。',
          en: 'Changes the bank of an account, or whether it has a separate ledger.'
        }),
        params: idParams,
        body: ref(schema.AccountChange),
        response: { 200: ref(schema.Account) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeAccount(work, request.params.id, request.body))
  )
  stepsOf(app, '/v1/fund-accounts', schema.Account).worded(
    'close',
    keep,
    describe('closeFundAccount', 'funds', '销户', {
      zh: '自指定日期起销户。销户只能进行一次，此后可以登记新的专户。',
      en:
        'Closes an account from a given day. This happens once; after that another account may be ' +
        'registered.'
    }),
    schema.AccountEnd,
    actions.closeAccount
  )
}
