import type { RawBuilder } from 'kysely'
import type { Permission } from '../access/permissions.ts'
import type { Actor } from '../auth/actor.ts'
import type { Sentence } from '../errors/refusal.ts'

/** One step in the timeline of the unit that it concerns. */
export interface Chapter extends Sentence {
  /** Identifier of the clause by which the step was taken. */
  clause: string | null
  /** The details that the audit trail has of this step, where the timeline shows them. */
  noted?(details: Readonly<Record<string, unknown>>): Noted
}

/** Additions of a step to its entry in the timeline. */
export interface Noted {
  /** Added after the summary. */
  words?: string
  missingAreas?: readonly string[]
  /** Replaces the clause of the chapter. */
  clause?: string
}

/**
 * A room's part of the timelines of units. The timeline is made from the audit trail: a room says which of
 * its records concern a unit, and which of their steps the timeline shows.
 */
export interface Chronicle {
  /** Callers without this permission see no entries of the room. */
  permission: Permission
  /** By action, as the audit trail names it. */
  chapters: Readonly<Record<string, Chapter>>
  /**
   * The records about a unit that the actor may see, as `select id, summary`: uuid (as the audit trail names
   * its subject) and text.
   */
  about(actor: Actor, unitCode: string): RawBuilder<unknown>
}
