import { v7 as uuid } from 'uuid'
import type { Entry } from '../audit/record.ts'
import type { Actor } from '../auth/actor.ts'

// What an action records, as it goes into the audit trail and the outbox.

/** What an audit line is about. Records have an id, units a code. */
export type Subject = ({ id: string; unitCode: string } | { code: string }) & { path?: string }

/** The entry of an event. Its kind of subject is the first part of its name. */
export function entryOf(
  action: string,
  subject: Subject,
  traceId: string | undefined,
  said: object = {}
): Entry {
  const details = { ...said, ...(traceId === undefined ? {} : { traceId }) }
  const kind = action.split('.', 1)[0] as string
  const [id, unit] = 'id' in subject ? [subject.id, subject.unitCode] : [subject.code, subject.code]
  return { action, subjectKind: kind, subjectId: id, unitCode: unit, path: subject.path, details }
}

const LONG_MS = 30_000

/** Long work writes its lines as of the end: the sealer refuses lines that come minutes late. */
export function writtenAt(now: Date, began: number): Date {
  const took = performance.now() - began
  return took > LONG_MS ? new Date(now.getTime() + took) : now
}

/** Who did it and when, as each line of a piece of work says. */
export function lineOf({ actor, requestId }: { actor: Actor; requestId?: string }, now: Date) {
  return {
    // Not by the reading of the clock: these go up with every line, also within one millisecond.
    id: uuid(),
    at: now.toISOString(),
    actorSub: actor.sub,
    actorName: actor.name,
    actorUnit: actor.unitCode,
    requestId: requestId ?? null
  }
}
