import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { listed } from '../platform/access/handed-over.ts'
import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { aboutTree } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { columns, records } from './list.ts'
import { steps } from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'accountability-record'
const read: FastifyContextConfig = { permission: 'accountability:read', scope }
const decide: FastifyContextConfig = { permission: 'accountability:decide', scope }
const lift: FastifyContextConfig = { permission: steps.lift.permission, scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
}

export function register(app: App, { context, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  reading(app, context, citables)
  deciding(app, citables)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/accountability-records',
    {
      config: read,
      schema: {
        ...describe('listAccountabilityRecords', 'accountability', '查询问责记录', {
          zh: '按被问责单位所在辖区列出问责记录，最近作出的在前。',
          en: 'Lists accountability records by the place of the unit held to account, latest decision first.'
        }),
        querystring: records.query,
        response: { 200: listAnswer(ref(schema.RecordPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, await subtree(db, actor, scope, query.within), 'accountability_record')
      const seen = aboutTree(tree, 'accountability_record', store.seenBy)
      const asked = records.asked({ db }, query, seen, { ...actor, today: localDate(clock()) })
      return reply.list({ ...asked, columns, wire: store.wire })
    }
  )
}

function reading(app: App, { db, clock }: AppContext, citables: Citables): void {
  app.get(
    '/v1/accountability-records/:id',
    {
      config: read,
      schema: {
        ...describe('getAccountabilityRecord', 'accountability', '查询一件问责记录', {
          zh: '返回一件问责记录及其事由。问责单位及其上级的领导、审计人员可以查看，被问责单位不能查看。',
          en:
            'Returns one accountability record with its causes. Leaders and auditors of the deciding unit ' +
            'and of the units above it may see it; the unit held to account never may.'
        }),
        params: idParams,
        response: { 200: ref(schema.AccountabilityRecord) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, citables, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('accountability-record-not-found')))
    }
  )
}

function deciding(app: App, citables: Citables): void {
  app.post(
    '/v1/accountability-records',
    {
      config: decide,
      schema: {
        ...describe('recordAccountability', 'accountability', '登记问责', {
          zh: '登记谁对失职失误负责。被问责单位应在问责单位辖区内（含本单位），至少列明一项事由；处分期限依法定规定计算。',
          en:
            'Records who is responsible for a failure. The unit held to account is the deciding unit or ' +
            'lies within it, and at least one cause is named. The period of a sanction is computed by ' +
            'statute.'
        }),
        body: ref(schema.NewRecord),
        response: { 201: ref(schema.AccountabilityRecord) }
      }
    },
    (request, reply) =>
      reply.perform(
        {
          status: 201,
          location: (made: schema.AccountabilityRecord) => `/v1/accountability-records/${made.id}`
        },
        (work) => actions.decide(work, citables, request.body)
      )
  )
  stepsOf(app, '/v1/accountability-records', schema.AccountabilityRecord).worded(
    'lift',
    lift,
    describe('liftAccountability', 'accountability', '解除问责', {
      zh: '解除问责决定，记录予以保留。',
      en: 'Lifts an accountability decision; the record is kept.'
    }),
    schema.Lift,
    (work, id, wanted) => actions.lift(work, citables, id, wanted)
  )
}
