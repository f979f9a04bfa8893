import type { FastifyContextConfig } from 'fastify'
import type { DutyMeasures } from '../platform/access/duty-measures.ts'
import { alone, placeOf, type Subtree, subtreeOrUnit } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { App } from '../platform/http/app.ts'
import { columnsOfUnits, listAnswer } from '../platform/http/lists/lists.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { measuredDutiesIn } from '../policy/index.ts'
import { type Level, readByUnit, unitParams } from '../units/index.ts'
import { allMeasures } from './fund-supervision.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import type { DutyId, State } from './vocabulary.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  /** How duties are measured, from the rooms below. */
  duties: DutyMeasures
}

const scope = 'compliance'
const read: FastifyContextConfig = { permission: 'compliance:read', scope }

/** The units, and everything below them. */
type Place = Pick<store.Question, 'tree' | 'whole'>

interface Asked {
  year?: number
  on?: string
  level?: Level[]
  duty?: DutyId[]
  state?: State[]
}

/** Who has done what the law demands, unit by unit and duty by duty. */
export function register(app: App, parts: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  const ask = asking(parts)
  listing(app, parts, ask)
  oneUnit(app, parts, ask)
}

type Ask = ReturnType<typeof asking>

/** Makes the question of a request: of which year, up to which day. */
function asking({ context, duties }: Parts) {
  const { db, clock } = context
  const measures = allMeasures(duties)
  return (actor: Actor, place: Place, { year, on, level, duty, state }: Asked): store.Question => {
    const today = localDate(clock())
    const inYear = rules.yearCounted(today, year)
    const all = measuredDutiesIn(inYear)
    const wanted = duty === undefined ? all : all.filter(({ id }) => duty.includes(id as DutyId))
    const asOf = rules.dayCounted(inYear, today, on)
    return { db, ...place, year: inYear, asOf, actor, duties: wanted, measures, levels: level, states: state }
  }
}

function listing(app: App, { context: { db } }: Parts, ask: Ask): void {
  app.get(
    '/v1/compliance',
    {
      config: read,
      schema: {
        ...describe('listCompliance', 'compliance', '查询职责履行情况', {
          zh: '按单位和职责逐项列出本单位和下级单位的职责履行情况、依据条款和数值，统计截至最近一个已结束的日子。“情况不明”不计为已履行。',
          en:
            'Lists how the unit and the units below it met each duty, with clause and figures, up to the ' +
            'last day that is over. `unknown` never counts as met.'
        }),
        querystring: schema.complianceQuery,
        response: { 200: listAnswer(ref(schema.CompliancePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const place = await subtreeOrUnit(db, actor, scope, query)
      const question = ask(actor, place, query)
      const rows = (part: Subtree, from: Db) => store.compliance({ ...question, db: from, tree: part }, query)
      return reply.list({
        ...readByUnit(
          { tree: place.tree, levels: question.levels, order: store.order, cursor: query.cursor, rows },
          db
        ),
        keyOf: ({ unitCode, dutyId }) => [unitCode, dutyId],
        columns: columnsOfUnits(schema.ComplianceLine),
        count: (from = db) => store.count({ ...question, db: from })
      })
    }
  )
}

function oneUnit(app: App, { context: { db } }: Parts, ask: Ask): void {
  app.get(
    '/v1/units/:code/compliance',
    {
      config: read,
      schema: {
        ...describe('getUnitCompliance', 'compliance', '查询一个单位的职责履行情况', {
          zh: '返回一个单位在某年度的各项职责履行情况及合计。履行率为已履行数除以已履行与未履行之和。',
          en:
            'Returns the duties of one unit in a year with their sums. The rate is the number of met ' +
            'duties divided by that of met and missed ones.'
        }),
        params: unitParams,
        querystring: schema.unitQuery,
        response: { 200: ref(schema.UnitCompliance) }
      }
    },
    async ({ actor, params: { code }, query }, reply) => {
      const whole = await placeOf(db, actor, scope, code, '{code}')
      const question = ask(actor, { whole, tree: alone(whole) }, query)
      const items = await reply.figures(db, async (from) =>
        (await store.compliance({ ...question, db: from }, {})).execute()
      )
      const { year, asOf } = question
      return { unitCode: code, year, asOf, sums: rules.sumsOf(items.map(({ state }) => state)), items }
    }
  )
}
