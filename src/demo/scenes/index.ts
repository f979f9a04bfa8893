import type { Scene } from '../stage.ts'
import { cases } from './cases.ts'
import { deployments } from './deployments.ts'
import { disclosure } from './disclosure.ts'
import { duties } from './duties.ts'
import { evaluations } from './evaluations.ts'
import { findings } from './findings.ts'
import { money } from './money.ts'
import { notices } from './notices.ts'
import { plans } from './plans.ts'
import { relatives } from './relatives.ts'
import { reports } from './reports.ts'
import { visits } from './visits.ts'

/** The parts of the year. On the same day what stands first happens first. */
export const scenes: readonly Scene[] = [
  plans,
  duties,
  deployments,
  visits,
  findings,
  cases,
  money,
  disclosure,
  relatives,
  notices,
  evaluations,
  reports
]
