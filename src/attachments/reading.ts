import { mayRead } from '../platform/access/visible-records.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { type Shown, shown } from './actions.ts'
import type { Subjects } from './visibility.ts'
import { refuse, type SubjectKind } from './vocabulary.ts'

interface Parts extends Subjects {
  context: AppContext
}

type Named = { kind: SubjectKind; id: string }

/**
 * The record whose files somebody reads. The name of a file says something about its record, so a reader of
 * the list has read the report.
 *
 * @throws attachment-subject-unknown
 */
export async function readSubject(parts: Parts, actor: Actor, subject: Named): Promise<Named> {
  const { context, evidence, records } = parts
  if (!(await mayRead(context.db, records, actor, subject))) {
    throw refuse('attachment-subject-unknown', { pointer: '?subjectId' })
  }
  await evidence[subject.kind]?.noteReading?.(context, actor, subject.id)
  return subject
}

/**
 * An attachment that somebody reads.
 *
 * @throws attachment-not-found
 */
export async function readOne(parts: Parts, actor: Actor, id: string): Promise<Shown> {
  const { db, clock } = parts.context
  const found = shown({ tx: db, actor, today: localDate(clock()) }, parts, id)
  const one = await foundOr(found, () => refuse('attachment-not-found'))
  const { subject } = one
  if (subject !== null) await parts.evidence[subject.kind]?.noteReading?.(parts.context, actor, subject.id)
  return one
}
