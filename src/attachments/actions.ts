import { v7 as uuid } from 'uuid'
import type { RecordName } from '../platform/access/visible-records.ts'
import { OPERATOR } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import type * as entries from '../platform/work/entry.ts'
import { actionsOf, type StepKind, takeStep } from '../platform/work/step.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { Upload } from './files/upload.ts'
import { keepObject } from './objects/store.ts'
import * as rules from './rules.ts'
import type { AttachmentLink } from './schema.ts'
import * as store from './store.ts'
import { isSeen, lockSubject, type Subjects, subjectOf } from './visibility.ts'
import { refuse, type SubjectKind } from './vocabulary.ts'

type Named = { kind: SubjectKind; id: string }

/** Puts an uploaded file on record, for a record or to be linked to one later. */
export async function addAttachment(
  work: Work,
  subjects: Subjects,
  { name, mediaType, object }: Upload,
  subject: Named | undefined
): Promise<Shown> {
  const { actor, now } = work
  // The operator sees no records that take files.
  if (actor.unitCode === OPERATOR) throw refuse('attachment-subject-unknown')
  const record = subject && (await recordTaking(work, subjects, subject, '?subjectId'))
  const id = uuid({ msecs: now.getTime() })
  await insertRecord(work.tx, 'attachment', {
    id,
    objectId: await keepObject(work, object),
    subjectKind: subject?.kind,
    subjectId: subject?.id,
    unitCode: actor.unitCode,
    name,
    mediaType,
    createdAt: now.toISOString(),
    createdBy: actor.sub
  })
  const what = { subjectKind: subject?.kind, subjectId: subject?.id, mediaType, size: object.size }
  work.record('attachment.added', placeOf(id, record, actor.unitCode), what)
  return present(await shown(work, subjects, id))
}

/** Attaches a file to a record that the caller chose after the upload. */
export function linkAttachment(
  work: Work,
  subjects: Subjects,
  id: string,
  wanted: AttachmentLink
): Promise<Shown> {
  return takeStep(stepsWith(subjects), work, id, 'link', async () => {
    const record = await recordTaking(work, subjects, wanted, '/id')
    return { event: await linked(work, id, wanted), subject: placeOf(id, record, work.actor.unitCode) }
  })
}

/** Removes a file from a draft, or one that belongs to no record. The sweep removes its content. */
export function removeAttachment(work: Work, subjects: Subjects, id: string): Promise<object> {
  const steps = { ...stepsWith(subjects), read: async () => ({}) }
  return takeStep(steps, work, id, 'remove', async ({ record, subject, mediaType, size, unitCode }) => {
    await store.remove(work.tx, id)
    const what = { subjectKind: subject?.kind, subjectId: subject?.id, mediaType, size }
    return { event: newEvent('attachment.removed', what), subject: placeOf(id, record, unitCode) }
  })
}

/**
 * For rooms whose records name an attachment: it must be the caller's own and wait for a record, or belong to
 * this record already.
 *
 * @throws attachment-unknown
 */
export async function attach(
  work: Work,
  id: string,
  subject: Named & entries.Subject,
  pointer: string
): Promise<void> {
  const { tx, actor, today } = work
  const found = await store.lock(tx, actor, id, today)
  const isOwn = found?.createdBy === actor.sub && found.unitCode === actor.unitCode
  if (found?.subject?.id === subject.id) return
  if (!isOwn || found.subject !== null) throw refuse('attachment-unknown', { pointer })
  work.recordEvent(await linked(work, id, subject), { ...subject, id })
}

/** Erases the files of records whose personal data is erased. */
export async function eraseAttachments(
  work: Work,
  kind: SubjectKind,
  places: readonly Located[]
): Promise<void> {
  if (places.length === 0) return
  const byId = new Map(places.map((place) => [place.id, place]))
  for (const { id, subjectId } of await store.removeOf(work.tx, kind, [...byId.keys()])) {
    const place = present(byId.get(subjectId))
    work.record('attachment.erased', { ...place, id }, { subjectKind: kind, subjectId })
  }
}

interface Located {
  id: string
  unitCode: string
  path?: string
}

/** An attachment as the caller is shown it; undefined if they may not see it. */
export async function shown(
  { tx, actor, today }: Pick<Work, 'actor' | 'today'> & { tx: Db | Tx },
  subjects: Subjects,
  id: string
) {
  const found = await store.find(tx, actor, id, today)
  if (found === undefined || !(await isSeen(tx, subjects, actor, found))) return undefined
  const { unitCode: _, path: __, objectId: ___, acting, ...item } = found
  const record = found.subject === null ? null : await subjectOf(tx, subjects, actor, found.subject)
  return { ...item, actions: actionsOf(rules, { id, acting, record: record ?? null }, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof shown>>>
type Locked = store.Found & rules.Standing

function stepsWith(subjects: Subjects): StepKind<Locked, rules.StepName, Shown> {
  return {
    ...rules,
    missing: () => refuse('attachment-not-found'),
    lock: async (work, id) => {
      const { tx, actor, today } = work
      const found = await store.lock(tx, actor, id, today)
      if (found === undefined || !(await isSeen(tx, subjects, actor, found))) return undefined
      const record = found.subject && (await lockSubject(work, subjects, found.subject))
      return { ...found, record: record ?? null }
    },
    read: (work, id) => shown(work, subjects, id)
  }
}

/** The record that takes the file, locked. */
async function recordTaking(work: Work, subjects: Subjects, subject: RecordName, pointer: string) {
  const record = await lockSubject(work, subjects, subject)
  if (record === undefined) throw refuse('attachment-subject-unknown', { pointer })
  rules.checkTaking(record, work.actor)
  return record
}

async function linked(work: Work, id: string, { kind, id: subjectId }: Named) {
  await updateRecord(work, 'attachment', id, { subjectKind: kind, subjectId })
  return newEvent('attachment.linked', { subjectKind: kind, subjectId })
}

/** An attachment has its place at its record, else at the unit of its uploader. */
function placeOf(id: string, record: rules.Subject | null | undefined, unitCode: string): entries.Subject {
  return record ? { id, unitCode: record.unitCode, path: record.path } : { id, unitCode }
}
