import type { RawBuilder } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Sentence } from '../errors/refusal.ts'
import type { Permission } from './permissions.ts'
import type { Subtree } from './scope.ts'

/** Which records are counted. Days are `YYYY-MM-DD`; the last one is over. */
export interface StatisticQuestion {
  db: Db
  actor: Actor
  tree: Subtree
  today: string
  from: string
  to: string
}

/** The records of a question: `from … where …`, and what is asked of each. */
export interface Counted {
  source: RawBuilder<unknown>
  /** Codes from the root to the unit for which a record counts, joined by dots. */
  path: RawBuilder<unknown>
  /** The level of that unit. */
  level: RawBuilder<unknown>
  /** The day for which a record counts. */
  day: RawBuilder<unknown>
}

/** What records can be grouped by, in addition to units, levels and months. */
export interface Trait {
  /** Chinese term. */
  title: string
  value: RawBuilder<unknown>
  /** The labels of its codes; every code has a line, even with nothing to count. */
  labels?: Readonly<Record<string, Sentence>>
  /** The name of a value that has no label. */
  name?: RawBuilder<unknown>
  /** The filter of the list that gives the records of one value; left out: there is none. */
  filter?: string
}

export interface Figure {
  /** Chinese term, and English description. */
  title: string
  description: string
  /** An aggregate over the records; of `isMoney` in fen. */
  count: (today: string) => RawBuilder<unknown>
  isMoney?: true
  /** The filters of the list that gives these records; left out: no list does. */
  filter?: Readonly<Record<string, string>>
}

/** The figures of a subject. Records are those of the list of the subject, by the same predicates. */
export interface Statistic {
  /** That of the list. */
  permission: Permission
  /** Chinese term, and what is counted by which day. */
  title: string
  zh: string
  en: string
  /** The list of the records, and its filters; left out: there is none. */
  list?: {
    path: string
    /** Filters for the first and the last day; for subjects by year, both are `year`. */
    from: string
    to: string
    /** The filter for one unit alone. */
    unit: string
  }
  /** Whether records belong to years and not to days. */
  isByYear?: true
  /** What decides on the records that count, in addition to the unit of the reader; left out: nothing. */
  rights?(actor: Actor): readonly string[]
  traits: Readonly<Record<string, Trait>>
  figures: Readonly<Record<string, Figure>>
  counted(asked: StatisticQuestion): Counted | Promise<Counted>
}

/** A room's statistics, by subject. */
export type Statistics = Readonly<Record<string, Statistic>>
