import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { attach } from '../../attachments/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewNoticeBoard, NoticeBoardChange } from './schema.ts'
import * as store from './store.ts'

/** Puts a notice board of a unit on record. */
export async function enterBoard(work: Work, wanted: NewNoticeBoard): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode } = wanted
  await placeOf(tx, actor, 'disclosure', unitCode, '/unitCode')
  const { path, ...unit } = present(await unitPlace(tx, unitCode))
  mustBeInOffice(unit, today, '/unitCode')
  rules.checkDays({ until: null, ...wanted }, today)
  const id = uuid({ msecs: now.getTime() })
  await attachPhoto(work, { id, unitCode, path }, wanted)
  const entered = { enteredAt: now.toISOString(), enteredBy: actor.sub }
  await insertRecord(tx, 'notice_board', { ...wanted, ...entered, id, path: sql`unit_path(${unitCode})` })
  work.record('notice-board.entered', { id, unitCode, path }, { since: wanted.since })
  return present(await store.find(tx, actor, id, today))
}

export function changeBoard(work: Work, id: string, wanted: NoticeBoardChange): Promise<store.Shown> {
  return takeStep(boardSteps, work, id, 'change', async (board) => {
    const { since, until } = { ...board, ...wanted }
    rules.checkDays({ since, until }, work.today)
    if (await store.isUsedOutside(work.tx, id, { since, until })) throw refuse('notice-board-in-use')
    await attachPhoto(work, board, wanted)
    await updateRecord(work, 'notice_board', id, wanted)
    return { event: newEvent('notice-board.changed', { changed: Object.keys(wanted), until }) }
  })
}

/** The photograph belongs to the board from then on. */
async function attachPhoto(
  work: Work,
  { id, unitCode, path }: { id: string; unitCode: string; path: string },
  { photoAttachmentId = null }: Pick<NoticeBoardChange, 'photoAttachmentId'>
): Promise<void> {
  if (photoAttachmentId === null) return
  await attach(work, photoAttachmentId, { kind: 'notice-board', id, unitCode, path }, '/photoAttachmentId')
}

const boardSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('notice-board-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
