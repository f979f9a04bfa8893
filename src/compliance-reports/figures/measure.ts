import { calledStatistic } from '../../interviews/index.ts'
import { issuedStatistic } from '../../notices/index.ts'
import type { Subtree } from '../../platform/access/scope.ts'
import type { Statistic, StatisticQuestion } from '../../platform/access/statistics.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { DutySum, Line, Result, Sources } from '../parts.ts'
import type { Period, Periods } from '../rules.ts'
import { type SubjectName, subjectNames } from '../vocabulary.ts'

/** The figures of a subject in both years; undefined where nothing was ever on record. */
export interface Measured {
  subject: SubjectName
  statistic: Statistic
  now: Line[] | undefined
  before: Line[] | undefined
}

/** What is counted for a report, before anything is left out. */
export interface Counts {
  subjects: Measured[]
  duties: DutySum[]
  results: Result[]
}

export interface Question {
  db: Db
  tree: Subtree
  today: string
  year: number
  periods: Periods
}

/** Who reads for a report: somebody of the unit itself, so that nobody's further rights get into it. */
function readerOf(unitCode: string): Actor {
  return { sub: 'service', name: 'service', unitCode, roles: ['viewer', 'inspector', 'leader'] }
}

/** Before any record of the service. */
const EARLIEST = '2000-01-01'

export async function count(asked: Question, sources: Sources): Promise<Counts> {
  const { db, tree, today, year, periods } = asked
  const actor = readerOf(tree.code)
  const statistics: Record<string, Statistic> = {
    ...sources.statistics,
    notices: issuedStatistic,
    interviews: calledStatistic
  }
  const { asOf } = periods
  const subjects: Measured[] = []
  for (const subject of subjectNames) {
    const statistic = present(statistics[subject])
    const of = (period: Period) => known(sources, statistic, subject, { db, actor, tree, today, ...period })
    subjects.push({ subject, statistic, now: await of(periods.now), before: await of(periods.before) })
  }
  return {
    subjects,
    duties: await sources.dutySums({ db, actor, tree, year, asOf }),
    results: await sources.evaluated(db, { unitCode: tree.code, year, asOf })
  }
}

/** Cases are read by kind, so that reports can be left out of them. */
async function known(
  { figuresBy }: Sources,
  statistic: Statistic,
  subject: SubjectName,
  asked: StatisticQuestion
): Promise<Line[] | undefined> {
  const groupBy = subject === 'cases' ? 'kind' : 'total'
  const lines = await figuresBy(statistic, groupBy, asked)
  if (!isEmpty(statistic, lines)) return lines
  const ever = await figuresBy(statistic, groupBy, { ...asked, from: EARLIEST })
  return isEmpty(statistic, ever) ? undefined : lines
}

function isEmpty({ figures }: Statistic, lines: readonly Line[]): boolean {
  return lines.every((line) => Object.keys(figures).every((name) => Number(line[name]) === 0))
}
