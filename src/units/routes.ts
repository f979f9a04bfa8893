import { subtree } from '../platform/access/scope.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { marked } from '../platform/http/lists/cursors.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { Chronicle } from '../platform/work/chronicle.ts'
import type { AppContext } from '../platform/work/work.ts'
import type { Workbooks } from '../platform/xlsx/workbooks.ts'
import * as actions from './actions.ts'
import { meRoutes } from './callers/me.ts'
import { organ } from './fields.ts'
import { importRoutes } from './import/routes.ts'
import { units } from './list.ts'
import { withOrgan } from './organs/organs.ts'
import * as past from './past.ts'
import * as schema from './schema.ts'
import { endingRoutes } from './steps/ending-routes.ts'
import * as store from './store.ts'
import type { TreeFollower } from './succession/index.ts'
import { timeline } from './timeline.ts'
import { refuse } from './vocabulary.ts'

const read = { permission: 'units:read', scope: 'unit' } as const
const write = { permission: 'units:write', scope: 'unit' } as const

/** PostgreSQL writes downloads and does not know the names that follow from a level and a name. */
const columns = units.columns.filter(({ name }) => !(name in organ))

const unknown = () => refuse('unit-not-found')

/** What the room needs. */
interface Parts {
  context: AppContext
  reads: Reads
  workbooks: Workbooks
  /** The events of other rooms in the timeline of a unit. */
  chronicles: readonly Chronicle[]
  /** Called when units end or move, so that records of other rooms follow. */
  followers: readonly TreeFollower[]
}

export function register(app: App, { context, reads, workbooks, chronicles, followers }: Parts): void {
  const { db } = context
  meRoutes(app, db)
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context, reads)
  telling(app, context, reads, chronicles)
  writing(app, followers)
  endingRoutes(app, followers)
  importRoutes(app, { workbooks, followers })
}

function reading(app: App, { db, clock }: AppContext, reads: Reads): void {
  app.get(
    '/v1/units',
    {
      config: read,
      schema: {
        ...describe('listUnits', 'units', '查询单位', {
          zh: '列出辖区内的单位，按代码排序。',
          en: 'Lists the units within a unit, by code.'
        }),
        querystring: units.query,
        response: { 200: listAnswer(ref(schema.UnitPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, 'unit', query.within)
      const scope = inTrees([tree], { table: 'unit', unit: 'code' })
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({ ...units.asked({ db, reads }, query, scope, viewer), wire: withOrgan, columns })
    }
  )
  app.get(
    '/v1/units/:code',
    {
      config: read,
      schema: {
        ...describe('getUnit', 'units', '查询一个单位', {
          zh: '返回一个单位的现状，或其在某一日的情况。',
          en: 'Returns one unit as it is now, or as it was on a given day.'
        }),
        params: schema.unitParams,
        querystring: schema.onQuery,
        response: { 200: ref(schema.Unit) }
      }
    },
    async (request, reply) => {
      const { code } = request.params
      const { on } = request.query
      const today = localDate(clock())
      const { actor } = request
      const found = on ? past.asOf(db, actor, code, on, today) : store.find(reads, actor, code, today)
      return reply.versioned(await foundOr(found, unknown))
    }
  )
  app.get(
    '/v1/units/:code/ancestors',
    {
      config: read,
      schema: {
        ...describe('listAncestors', 'units', '查询上级单位', {
          zh: '由上至下列出一个单位的各级上级单位。',
          en: 'Lists the units above a unit, from the top down.'
        }),
        params: schema.unitParams,
        response: { 200: ref(schema.Ancestors) }
      }
    },
    async (request) => {
      const { code } = await foundOr(
        store.find(reads, request.actor, request.params.code, localDate(clock())),
        unknown
      )
      return { items: await store.ancestors(db, code) }
    }
  )
}

function telling(app: App, { db, clock }: AppContext, reads: Reads, chronicles: readonly Chronicle[]): void {
  app.get(
    '/v1/units/:code/timeline',
    {
      config: read,
      schema: {
        ...describe('getUnitTimeline', 'units', '单位大事记', {
          zh: '按时间先后列出单位的大事：单位自身的变更，以及上级单位对其开展的检查、问题、通报、约谈和问责，以调用者有权知晓的为限，每项附依据条款。',
          en:
            'Lists the events of a unit, oldest first: changes of the unit itself, and what the units ' +
            'above did about it (inspections, findings, notices, interviews and accountability), as far ' +
            'as the caller may know of them, each with its clause.'
        }),
        params: schema.unitParams,
        querystring: schema.timelineQuery,
        response: { 200: ref(schema.Timeline) }
      }
    },
    async (request) => {
      const { code } = await foundOr(
        store.find(reads, request.actor, request.params.code, localDate(clock())),
        unknown
      )
      const page = await timeline(db, request.actor, code, chronicles, request.query)
      return { ...page, nextCursor: marked(request.url, page.nextCursor) }
    }
  )
}

function writing(app: App, followers: readonly TreeFollower[]): void {
  app.post(
    '/v1/units',
    {
      config: write,
      schema: {
        ...describe('addUnit', 'units', '新增单位', {
          zh: '在本单位辖区内新增一个单位。',
          en: 'Adds a unit below one of your units.'
        }),
        body: ref(schema.NewUnit),
        response: { 201: ref(schema.Unit) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location: (unit: schema.Unit) => `/v1/units/${unit.code}` }, (work) =>
        actions.addUnit(work, request.body)
      )
  )
  app.patch(
    '/v1/units/:code',
    {
      config: { ...write, needsVersion: true },
      schema: {
        ...describe('changeUnit', 'units', '变更单位', {
          zh: '变更单位的名称、隶属关系或其他内容。',
          en: 'Renames a unit, moves it, or changes other details.'
        }),
        params: schema.unitParams,
        body: ref(schema.UnitChange),
        response: { 200: ref(schema.Unit) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeUnit(work, followers, request.params.code, request.body)
      )
  )
}
