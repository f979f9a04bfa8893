import { sql } from 'kysely'
import type { DutyMeasures } from '../../platform/access/duty-measures.ts'
import type { Figure, StatisticQuestion, Statistics } from '../../platform/access/statistics.ts'
import { yearOf } from '../../platform/values/days.ts'
import { measuredDutiesIn } from '../../policy/index.ts'
import { allMeasures } from '../fund-supervision.ts'
import { lines } from '../store.ts'
import { labels, type State } from '../vocabulary.ts'

/** A duty is one of a unit in a year, so the lines of the list are what is counted. */
export function statisticsWith(duties: DutyMeasures): Statistics {
  const measures = allMeasures(duties)
  const counted = async ({ db, actor, tree, to }: StatisticQuestion) => {
    const year = yearOf(to)
    const asked = { db, actor, tree, whole: tree, year, asOf: to, duties: measuredDutiesIn(year), measures }
    return {
      source: sql`from (${await lines(asked)}) as duty join unit on unit.code = duty.unit_code`,
      path: sql`unit.path`,
      level: sql`unit.level`,
      day: sql`${to}::date`
    }
  }
  return {
    compliance: {
      permission: 'compliance:read',
      title: '职责履行情况',
      zh: '统计辖区内各单位各项职责的履行情况，“情况不明”单列，不计为已履行。',
      en: 'Counts how units of the subtree met their duties. `unknown` has a number of its own.',
      list: { path: '/v1/compliance', from: 'year', to: 'year', unit: 'unitCode' },
      isByYear: true,
      traits: {
        duty: {
          title: '职责',
          value: sql`duty.duty_id`,
          labels: labels['measured-duty'],
          filter: 'duty'
        }
      },
      figures: {
        met: figureOf('met', '已履行', 'Duties that were met'),
        missed: figureOf('missed', '未履行', 'Duties that were missed'),
        running: figureOf('running', '期限未到', 'Duties whose last day has not passed'),
        unknown: figureOf('unknown', '情况不明', 'Duties without a record to judge by')
      },
      counted
    }
  }
}

function figureOf(state: State, title: string, description: string): Figure {
  const count = () => sql`count(*) filter (where duty.state = ${state})`
  return { title, description, count, filter: { state } }
}
