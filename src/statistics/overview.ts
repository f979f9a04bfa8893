import { may } from '../platform/access/permissions.ts'
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
import { KeptAnswers } from './kept.ts'
import { listsOf } from './links.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

interface Parts {
  context: AppContext
  reads: Reads
}

/** The numbers of a page that a frontend opens first: one call for all subjects, with the year before. */
export function overview(app: App, { context: { db, clock }, reads }: Parts, statistics: Statistics): void {
  const answer = schema.overviewOf(statistics)
  app.addSchema(answer)
  const kept = new KeptAnswers<object>()
  app.get(
    '/v1/statistics/overview',
    {
      config: { permission: 'compliance:read', scope },
      schema: {
        ...describe('getStatisticsOverview', 'statistics', '查询监管概况', {
          zh: '一次返回单位及下级单位某年度各项统计数字和上年同期数字；无权查看的项目为空值。统计耗时较长的结果在短时间内不再重新统计，并注明统计时间。',
          en:
            'Returns the figures of all subjects for a unit with the units below it, for a year and for ' +
            'the same part of the year before; null for subjects that the caller may not read. An answer ' +
            'that takes long to count is given for a while, with the instant of counting.'
        }),
        querystring: schema.overviewQuery,
        response: { 200: ref(answer) }
      }
    },
    async ({ actor, query }, reply) => {
      const today = localDate(clock())
      const tree = await subtree(reads, actor, scope, query.within)
      const { year, now, before } = rules.yearsOf(today, query.year)
      const { name } = present(await unitPlace(db, tree.code))
      const counted = await reply.figures(db, async (from) => {
        const { state, person } = await store.standing(from, actor)
        const key = JSON.stringify([actor.unitCode, actor.roles, person, tree.code, year, today])
        return kept.answer(key, state, async () => {
          const countedAt = clock().toISOString()
          const sides = await bothYears({ db: from, actor, tree, today }, { now, before }, statistics)
          return { countedAt, ...sides }
        })
      })
      return { unitCode: tree.code, unitName: name, year, asOf: now.to, ...counted } as never
    }
  )
}

/**
 * The sums of every subject in both periods; null for those that the caller may not read. One subject after
 * another, so that a page of one person does not take every connection.
 */
async function bothYears(
  asked: Omit<StatisticQuestion, 'from' | 'to'>,
  { now, before }: Record<'now' | 'before', rules.Period>,
  statistics: Statistics
) {
  const sides: Record<string, object | null> = {}
  for (const [subject, statistic] of Object.entries(statistics)) {
    const grouping = (period: rules.Period): store.Grouping => {
      return { statistic, groupBy: 'total', asked: { ...asked, ...period }, language: 'zh' }
    }
    const read = async () => {
      const both = [now, before].map((period) => store.total(grouping(period)))
      const [figures, earlier] = await Promise.all(both)
      return { now: { ...figures, lists: listsOf(grouping(now), 'total') }, before: earlier }
    }
    sides[subject] = may(asked.actor, statistic.permission) ? await read() : null
  }
  return sides
}
