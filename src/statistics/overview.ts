import { subtree } from '../platform/access/scope.ts'
import type { StatisticQuestion, Statistics } from '../platform/access/statistics.ts'
import { present } from '../platform/database/present.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { unitPlace } from '../units/index.ts'
import { scope } from './answer.ts'
import { type Counted, KeptFigures } from './kept/figures.ts'
import { listsOf } from './links.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'

interface Parts {
  context: AppContext
  reads: Reads
}

/** The numbers of a page that a frontend opens first: one call for all subjects, with the year before. */
export function overview(app: App, { context, reads }: Parts, statistics: Statistics): void {
  const { db, clock } = context
  const answer = schema.overviewOf(statistics)
  app.addSchema(answer)
  const kept = new KeptFigures(context, statistics)
  app.get(
    '/v1/statistics/overview',
    {
      config: { permission: 'compliance:read', scope },
      schema: {
        ...describe('getStatisticsOverview', 'statistics', '查询监管概况', {
          zh:
            '一次返回单位及下级单位某年度各项统计数字和上年同期数字；无权查看的为空值。' +
            '统计较久的数字当日留存并注明统计时间；要求不用缓存的，重新统计。',
          en:
            'Returns the figures of all subjects for a unit with the units below it, for a year and for ' +
            'the same part of the year before; null for subjects that the caller may not read. Figures ' +
            'that take long to count are kept for the day, with the instant of counting; with ' +
            '`Cache-Control: no-cache` they are counted again.'
        }),
        querystring: schema.overviewQuery,
        response: { 200: ref(answer) }
      }
    },
    async ({ actor, query, headers }, reply) => {
      const today = localDate(clock())
      const tree = await subtree(reads, actor, scope, query.within)
      const { year, now, before } = rules.yearsOf(today, query.year)
      const { name } = present(await unitPlace(db, tree.code))
      const isFresh = rules.wantsFresh(headers['cache-control'])
      const asked = { actor, tree, year, now, before }
      const counted = await reply.figures(db, (from) => kept.read(from, asked, isFresh))
      const countedAt = rules.countedAt(counted, clock())
      const place = { unitCode: tree.code, unitName: name, year, asOf: now.to, countedAt }
      const question = { db, actor, tree, today, ...now }
      return { ...place, ...withLists(counted, statistics, question) } as never
    }
  )
}

/** The figures with the addresses of their lists. */
function withLists(
  counted: Record<string, Counted | null>,
  statistics: Statistics,
  asked: StatisticQuestion
): Record<string, object | null> {
  const sides = Object.entries(counted).map(([subject, one]) => {
    const statistic = present(statistics[subject])
    const lists = () => listsOf({ statistic, groupBy: 'total', asked, language: 'zh' }, 'total')
    return [subject, one && { ...one.sides, now: { ...one.sides.now, lists: lists() } }]
  })
  return Object.fromEntries(sides)
}
