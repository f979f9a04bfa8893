import { v7 as uuid } from 'uuid'
import type { Entry } from '../audit/record.ts'
import type { Actor } from '../auth/actor.ts'

// Entries of an action for the audit trail and the outbox.

/** The subject of an audit line. Records have an id, units a code. */
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

/** Long work dates its lines at its end: the sealer refuses lines that are minutes late. */
export function writtenAt(now: Date, began: number): Date {
  const took = performance.now() - began
  return took > LONG_MS ? new Date(now.getTime() + took) : now
}

/** The actor and the time, which all lines of a piece of work have in common. */
export function lineOf({ actor, requestId }: { actor: Actor; requestId?: string }, now: Date) {
  return {
    // Not from the clock of the work: these ids ascend with every line, even within one millisecond.
    id: uuid(),
    at: now.toISOString(),
    actorSub: actor.sub,
    actorName: actor.name,
    actorUnit: actor.unitCode,
    requestId: requestId ?? null
  }
}
