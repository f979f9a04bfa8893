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
import * as actions from './actions.ts'
import { staff } from './list.ts'
import { steps } from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'staff'
const read: FastifyContextConfig = { permission: 'staff:read', scope }
const write: FastifyContextConfig = { permission: steps.change.permission, scope }

const unknown = () => refuse('staff-not-found')

export function staffRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/staff',
    {
      config: read,
      schema: {
        ...describe('listStaff', 'inspections', '查询检查人员名录', {
          zh: '按单位列出检查人员名录。',
          en: 'Lists the register of inspectors by unit.'
        }),
        querystring: staff.query,
        response: { 200: listAnswer(ref(schema.StaffPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = await subtrees(db, actor, scope, query)
      const seen = inTrees(trees, { table: 'staff', unit: 'unit_code' })
      return reply.list(staff.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/staff/:id',
    {
      config: read,
      schema: {
        ...describe('getStaff', 'inspections', '查询一名检查人员', {
          zh: '返回名录上的一名检查人员。',
          en: 'Returns one person on the register.'
        }),
        params: idParams,
        response: { 200: ref(schema.Staff) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
}

function writing(app: App): void {
  app.post(
    '/v1/staff',
    {
      config: write,
      schema: {
        ...describe('registerStaff', 'inspections', '登记检查人员', {
          zh: '将一名人员登记到单位的检查人员名录。',
          en: 'Enters a person in the register of a unit.'
        }),
        body: ref(schema.NewStaff),
        response: { 201: ref(schema.Staff) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location: (person: schema.Staff) => `/v1/staff/${person.id}` }, (work) =>
        actions.registerStaff(work, request.body)
      )
  )
  app.patch(
    '/v1/staff/:id',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('changeStaff', 'inspections', '变更检查人员', {
          zh: '变更名录中的一项登记，或将人员移出名录。登记不删除，因为检查组会引用；已抽取的检查组不变。',
          en:
            'Changes an entry of the register, or takes a person off it. Entries are not deleted, ' +
            'because teams refer to them. Teams already drawn do not change.'
        }),
        params: idParams,
        body: ref(schema.StaffChange),
        response: { 200: ref(schema.Staff) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeStaff(work, request.params.id, request.body))
  )
}
