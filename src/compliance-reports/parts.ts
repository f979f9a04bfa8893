import type { Subtree } from '../platform/access/scope.ts'
import type { Statistic, StatisticQuestion, Statistics } from '../platform/access/statistics.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'

/** What the rooms of the same row offer, handed over where the service is put together. */
export interface Sources {
  /** What is counted, by subject. */
  statistics: Statistics
  /** The figures of a subject in groups, with the code of the group as `key`. */
  figuresBy(statistic: Statistic, groupBy: string, asked: StatisticQuestion): Promise<Line[]>
  /** How many units met each duty, by the unit itself and by each direct subordinate. */
  dutySums(asked: DutyQuestion): Promise<DutySum[]>
  /** The names of duties, in the order of the list. */
  names: Readonly<Record<string, { zh: string }>>
  /** What published evaluations came to for a unit. */
  evaluated(db: Db, asked: { unitCode: string; year: number; asOf: string }): Promise<Result[]>
}

export type Line = Record<string, string | number>

export interface DutyQuestion {
  db: Db
  actor: Actor
  tree: Subtree
  year: number
  asOf: string
}

/** A duty of a unit and of each direct subordinate with all units below it. */
export interface DutySum {
  /** The direct subordinate, or the unit itself: of that one alone. */
  unitCode: string
  dutyId: string
  clauseId: string
  met: number
  missed: number
  running: number
  unknown: number
  done: number
  total: number
}

export interface Result {
  evaluationId: string
  unitName: string
  total: string | null
  grade: string | null
  rank: number | null
}

/** Whose figures: of people of the unit and of the units above it, or of people of the units below. */
export type Reading = 'full' | 'open'
