import type { FastifyContextConfig } from 'fastify'
import { type Subtree, subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { columnsOfUnits, listAnswer } from '../../platform/http/lists/lists.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { disclosuresOn } from '../../policy/index.ts'
import { type Level, readByUnit } from '../../units/index.ts'
import { dayAsked } from '../rules.ts'
import * as boards from './boards.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'disclosure'
const read: FastifyContextConfig = { permission: 'disclosures:read', scope }

/** What is missing at the units of the caller's own subtree: no unit sees the gaps of its neighbours. */
export function missingRoutes(app: App, context: AppContext): void {
  for (const one of schema.missingSchemas) app.addSchema(one)
  missingBoards(app, context)
  missingDisclosures(app, context)
}

async function questionOf(
  { db, clock }: AppContext,
  actor: Actor,
  { within, on, level }: { within?: string; on?: string; level?: Level[] }
): Promise<store.Question> {
  const today = localDate(clock())
  const day = dayAsked(on, today)
  const tree = await subtree(db, actor, scope, within)
  return { tree, whole: tree, on: day, duties: disclosuresOn(day), levels: level }
}

function missingBoards(app: App, context: AppContext): void {
  const { db } = context
  app.get(
    '/v1/notice-boards/missing',
    {
      config: read,
      schema: {
        ...describe('listMissingNoticeBoards', 'disclosure', '查询未设公示板的单位', {
          zh: '列出本单位和下级单位中应设而未登记公示板的单位。计入比例以外的单位不作要求。',
          en:
            'Lists the units that owe a notice board and have none on record. Units outside the quotas ' +
            'do not owe one.'
        }),
        querystring: schema.boardsQuery,
        response: { 200: listAnswer(ref(schema.MissingBoardPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const question = await questionOf(context, actor, query)
      return reply.list({
        query: boards.missingBoards(db, question, query),
        keyOf: ({ unitCode }) => [unitCode],
        columns: columnsOfUnits(schema.MissingBoard),
        count: (from = db) => boards.countMissingBoards(from, question)
      })
    }
  )
}

function missingDisclosures(app: App, context: AppContext): void {
  const { db } = context
  app.get(
    '/v1/disclosures/missing',
    {
      config: read,
      schema: {
        ...describe('listMissingDisclosures', 'disclosure', '查询应公示未公示的内容', {
          zh:
            '列出本单位和下级单位在某日应公示而未公示的内容：县级网站未按期公开的月份，乡镇（街道）和村（社区）公示板上没有的政策、程序和名单，以及过期的名单。' +
            '计入比例以外的单位不作要求。',
          en:
            'Lists what units should show to the public on a day and do not show: months that a county ' +
            'has not published on its website in time; policies, procedures and lists that are on no ' +
            'board of a township or village; and lists that are outdated. Units outside the quotas owe ' +
            'nothing.'
        }),
        querystring: schema.disclosuresQuery,
        response: { 200: listAnswer(ref(schema.MissingDisclosurePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const { content: contents, channel: channels, gap: gaps } = query
      const question = { ...(await questionOf(context, actor, query)), contents, channels, gaps }
      const { tree, levels } = question
      const rows = (part: Subtree, from: Db) =>
        store.missing(from, { ...question, tree: part, whole: tree }, query)
      return reply.list({
        ...readByUnit({ tree, levels, order: store.order, cursor: query.cursor, rows }, db),
        keyOf: ({ unitCode, content, channel, programme, period }) => [
          ...[unitCode, content, channel, programme ?? '', period ?? '']
        ],
        columns: columnsOfUnits(schema.MissingDisclosure),
        count: (from = db) => store.countMissing(from, question)
      })
    }
  )
}
