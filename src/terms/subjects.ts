import type { Work } from '../platform/work/work.ts'
import type { TermKind } from './events.ts'

/** What a kind of record does with its terms, as the higher room that holds it describes it. */
export interface SubjectKind {
  /**
   * Refreshes what the room keeps of the due dates of these records, and raises their versions: their terms
   * were counted again, and are shown otherwise even where they end as before.
   */
  recounted(work: Work, ids: string[]): Promise<void>
  /**
   * Locks these records, in the order of their ids. Called before their terms are locked, as a room's own
   * actions do it: the other way round the two would wait for each other.
   */
  lock?(work: Work, ids: string[]): Promise<void>
}

/** By the kind that the room gives its terms; a kind that is missing keeps nothing of them. */
export type Subjects = Readonly<Partial<Record<TermKind, SubjectKind>>>
