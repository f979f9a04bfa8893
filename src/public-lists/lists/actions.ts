import { v7 as uuid } from 'uuid'
import { mustBeAtHand, programmeOf, refuseFunds } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../../units/index.ts'
import { fileDigest } from '../keys.ts'
import { refuse } from '../vocabulary.ts'
import { finishedOf, type ListParts, type Rendered, verified } from './render.ts'
import * as rules from './rules.ts'
import type { NewDisclosureList } from './schema.ts'
import * as store from './store.ts'
import type { ListFile } from './verify.ts'

/** Prepares a list: what it is of, and the roster with which it will be compared. */
export async function makeList(work: Work, wanted: NewDisclosureList): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, content, channel, mask = 'none' } = wanted
  await placeOf(tx, actor, 'disclosure-list', unitCode, '/unitCode')
  const { path, level, ...unit } = present(await unitPlace(tx, unitCode))
  if (actor.unitCode !== unitCode) throw refuse('disclosure-list-of-others', { values: { unit: unitCode } })
  rules.checkUnit(level)
  mustBeInOffice(unit, today, '/unitCode')
  rules.check(wanted)
  const { programme: _, ...own } = wanted
  const { programme, programmeId } = await shownProgramme(tx, wanted)
  const period = `${wanted.period}-01`
  const roster = await rosterFor(work, wanted, programmeId)
  const id = uuid({ msecs: now.getTime() })
  await insertRecord(tx, 'disclosure_list', {
    ...own,
    ...{ id, path, programmeId, period, mask },
    rosterUploadId: roster?.uploadId,
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  const details = { programme, period: wanted.period, content, channel, mask }
  work.record('disclosure-list.made', { id, unitCode, path }, details)
  return present(await store.find(tx, actor, id, today))
}

/** The roster with which a list is compared. @throws disclosure-list-payer, roster-missing */
async function rosterFor({ tx }: Work, wanted: NewDisclosureList, programmeId: string) {
  const { unitCode, rosterUnitCode: payer = unitCode, content, period } = wanted
  if (payer !== unitCode) rules.checkPayer(await unitPlace(tx, payer), unitCode)
  const month = store.monthOfRoster(content, `${period}-01`)
  const roster = month === undefined ? undefined : await store.rosterOf(tx, payer, programmeId, month)
  if (roster === undefined && rules.needsRoster(content))
    throw refuse('roster-missing', { pointer: '/period' })
  return roster
}

/** The programme that a body names. @throws programme-unknown, programme-not-shown */
async function shownProgramme(tx: Tx, { unitCode, programme: name }: NewDisclosureList) {
  const named = await programmeOf(tx, unitCode, name)
  if (named === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  const programme = await store.programme(tx, named.id)
  if (programme.disclosure === 'forbidden')
    throw refuseFunds('programme-not-shown', { pointer: '/programme' })
  return { programme: programme.code, programmeId: named.id }
}

/**
 * Checks a file and gives the finished list: all of it or nothing. Kept are its number of lines, its sum and
 * the digest of the file; no name.
 *
 * @throws list-rejected with the faults, roster-replaced, roster-missing, list-empty, list-too-long
 */
export async function renderList(
  work: Work,
  id: string,
  file: ListFile,
  parts: ListParts
): Promise<Rendered> {
  let rendered: Rendered | undefined
  await takeStep(listSteps, work, id, 'render', async (list) => {
    // Made in any case: a file that is refused takes as long.
    const fileHash = fileDigest(parts.hashed, file.body)
    rendered = await finishedOf(work, list, await verified(work, list, file, parts))
    const { lines, fen } = rendered
    await updateRecord(work, 'disclosure_list', id, {
      ...{
        state: rules.steps.render.to,
        lines,
        amount: fen,
        fileHash,
        rosterUploadId: list.standingRosterId
      },
      ...{ renderedAt: work.now.toISOString(), renderedBy: work.actor.sub }
    })
    return { event: newEvent('disclosure-list.rendered', { fileHash, lines }) }
  })
  return present(rendered)
}

/** Checks a file in the same way, without a finished list. Nothing is written. */
export async function checkList(work: Work, id: string, file: ListFile, parts: ListParts): Promise<Rendered> {
  const list = await store.lock(work.tx, work.actor, id)
  if (list === undefined) throw listSteps.missing()
  const refusal = rules.notTheirs('render', list, work.actor)
  if (refusal !== undefined) throw refusal
  work.match(list.version)
  const unready = rules.notNow('render', list)
  if (unready !== undefined) throw unready
  return finishedOf(work, list, await verified(work, list, file, parts))
}

const listSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('disclosure-list-not-found'),
  async lock({ tx, actor }, id) {
    const list = await store.lock(tx, actor, id)
    if (list?.rosterOn != null && list.standingRosterId !== null) await mustBeAtHand(tx, list.rosterOn)
    return list
  },
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
