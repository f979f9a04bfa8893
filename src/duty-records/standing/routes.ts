import type { FastifyContextConfig } from 'fastify'
import { type Subtree, subtree } from '../../platform/access/scope.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { columnsOfUnits, listAnswer } from '../../platform/http/lists/lists.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate, yearOf } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { dutiesIn } from '../../policy/index.ts'
import { type Level, readByUnit } from '../../units/index.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'duty-record'
const read: FastifyContextConfig = { permission: 'duties:read', scope }

/** How the standing duties stand: what is missing, and an overview. */
export function standingRoutes(
  app: App,
  { db, clock }: AppContext,
  staffOnRegister: store.StaffOnRegister
): void {
  for (const one of schema.schemas) app.addSchema(one)

  const asked = async (
    actor: Parameters<typeof subtree>[1],
    { within, year, level }: { within?: string; year?: number; level?: Level[] }
  ): Promise<store.Question> => {
    const today = localDate(clock())
    const inYear = year ?? yearOf(today)
    const tree = await subtree(db, actor, scope, within)
    return { tree, year: inYear, today, duties: dutiesIn(inYear), levels: level, staffOnRegister }
  }

  app.get(
    '/v1/duty-records/missing',
    {
      config: read,
      schema: {
        ...describe('listMissingDuties', 'duties', '查询未履行的职责', {
          zh: '列出本单位和下级单位尚未履行的常规职责，注明期限未到还是已经逾期、还缺什么。计入比例以外的单位不作要求。',
          en:
            'Lists the standing duties that units have not met: whether the last day has passed, and the ' +
            'missing content. Units outside the quotas have no such duties.'
        }),
        querystring: schema.missingQuery,
        response: { 200: listAnswer(ref(schema.MissingDutyPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const { kind: kinds, state: states } = query
      const question = { ...(await asked(actor, query)), kinds, states }
      const { tree, levels } = question
      const rows = (part: Subtree, from: Db) => store.missing(from, { ...question, tree: part }, query)
      return reply.list({
        ...readByUnit({ tree, levels, order: store.order, cursor: query.cursor, rows }, db),
        keyOf: ({ unitCode, kind }) => [unitCode, kind],
        columns: columnsOfUnits(schema.MissingDuty),
        count: (from = db) => store.countMissing(from, question)
      })
    }
  )

  app.get(
    '/v1/duty-records/overview',
    {
      config: read,
      schema: {
        ...describe('listDutyOverview', 'duties', '查询履职概况', {
          zh: '列出本单位和下级单位各项常规职责的履行情况，每个单位一行。',
          en: 'Lists how the standing duties of a unit and of the units below it stand, one line a unit.'
        }),
        querystring: schema.overviewQuery,
        response: { 200: listAnswer(ref(schema.DutyOverviewPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const question = await asked(actor, query)
      const { tree, levels } = question
      const rows = (part: Subtree, from: Db) => store.overview(from, { ...question, tree: part }, query)
      return reply.list({
        ...readByUnit({ tree, levels, order: store.byUnit, cursor: query.cursor, rows }, db),
        keyOf: ({ unitCode }) => [unitCode],
        columns: columnsOfUnits(schema.DutyOverview),
        count: (from = db) => store.countUnits(from, question)
      })
    }
  )
}
