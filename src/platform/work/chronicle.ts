import type { RawBuilder } from 'kysely'
import type { Permission } from '../access/permissions.ts'
import type { Actor } from '../auth/actor.ts'
import type { Sentence } from '../errors/refusal.ts'

/** One step that stands in the timeline of the unit it was taken about. */
export interface Chapter extends Sentence {
  /** Identifier of the clause by which the step was taken. */
  clause: string | null
  /** What the audit trail noted of this very step, where the timeline shows it. */
  noted?(details: Readonly<Record<string, unknown>>): Noted
}

/** What a step adds to its entry in the timeline. */
export interface Noted {
  /** Follows the summary. */
  words?: string
  missingAreas?: readonly string[]
  /** In place of the clause of the chapter. */
  clause?: string
}

/**
 * What a room tells of the units that its records are about. The audit trail is the story: a room says which
 * records are about a unit, and which of their steps are worth telling.
 */
export interface Chronicle {
  /** Without it nothing of the room is told. */
  permission: Permission
  /** By action, as the audit trail names it. */
  chapters: Readonly<Record<string, Chapter>>
  /**
   * The records about a unit that the actor may see, as `select id, summary`: uuid (as the audit trail names
   * its subject) and text.
   */
  about(actor: Actor, unitCode: string): RawBuilder<unknown>
}
