import type { RawBuilder } from 'kysely'
import type { Work } from './work.ts'

/** Records of one kind that are kept for a limited time, as their room describes them. */
export interface RetainedKind {
  /** The kind under which `visibleRecords` says who may see these records. */
  subject: string
  /**
   * Records whose period has begun, as `select id, unit_code, path, ended_on`; the period counts from that
   * day.
   */
  ended: RawBuilder<unknown>
  /**
   * Erases the personal data of some of them, with an audit line for each; gives the ids of those it erased.
   * Left out: people decide.
   */
  erase?(work: Work, due: readonly DueRecord[], clauseId: string): Promise<string[]>
}

/** A record whose period is over. */
export interface DueRecord {
  id: string
  dueOn: string
}

/** By the kind under which the policy sets the period. */
export type RetainedKinds = Readonly<Record<string, RetainedKind>>
