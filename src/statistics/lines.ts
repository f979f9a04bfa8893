import type { Statistic, StatisticQuestion } from '../platform/access/statistics.ts'
import { type Line, lines } from './store.ts'

/** The figures of a subject in a period, in groups, exactly as the list of figures has them. */
export async function linesOf(
  statistic: Statistic,
  groupBy: string,
  asked: StatisticQuestion
): Promise<Line[]> {
  return (await lines({ statistic, groupBy, asked, language: 'zh' })).execute()
}
