import { updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Taken } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { type Standing, steps, TERM } from '../rules.ts'
import * as rectifications from './store.ts'

/** The report of a target on its rectification. */
export interface Report {
  text: string
  evidence: readonly object[]
  rectifiedOn: string
  /** The date that decides whether the term was kept. */
  reportedOn: string
  /** The notice whose answer reports the rectification; null if it is reported directly. */
  noticeId: string | null
}

/** The target reports, and its term ends. A late report is accepted, but the term stays missed. */
export async function rectify(work: Work, finding: Standing, report: Report): Promise<Taken> {
  const { tx, actor } = work
  const terms = await end(work, finding, report.reportedOn)
  await rectifications.report(tx, finding.id, { ...report, reportedBy: actor.sub })
  await updateRecord(work, 'finding', finding.id, { state: steps.rectify.to, dueOn: 'infinity' })
  const { rectifiedOn, noticeId } = report
  return { event: newEvent('finding.rectified', { ...stepOf(finding), rectifiedOn, noticeId, terms }) }
}

/** Accepts the reported rectification. */
export async function accept(work: Work, finding: Standing, noticeId: string | null = null): Promise<Taken> {
  await judge(work, finding, 'accepted', null)
  await updateRecord(work, 'finding', finding.id, { state: steps.accept.to, dueOn: 'infinity' })
  return { event: newEvent('finding.accepted', { ...stepOf(finding), noticeId }) }
}

export interface Return {
  reason: string
  /** Days of the new term; omitted: the number of days of its rule. */
  days?: number | undefined
  noticeId: string | null
}

/** Sends an insufficient rectification back; a new term begins. */
export async function sendBack(
  work: Work,
  finding: Standing,
  { reason, days, noticeId }: Return
): Promise<Taken> {
  const { tx, today } = work
  const { id, targetCode: unitCode } = finding
  await judge(work, finding, 'sent-back', reason)
  const term = (await timetable(tx, unitCode)).begin(TERM, today, { days })
  await insertTerms(tx, [term], { kind: 'finding', id, unitCode })
  const { dueOn } = term
  await updateRecord(work, 'finding', id, { state: steps['send-back'].to, dueOn })
  return { event: newEvent('finding.sent-back', { ...stepOf(finding), noticeId, dueOn }) }
}

/** Waives the rectification: the target has nothing more to do. */
export async function waive(work: Work, finding: Standing, reason: string): Promise<Taken> {
  const { actor, today } = work
  const terms = await end(work, finding, today)
  const waiver = { waiveReason: reason, waivedOn: today, waivedBy: actor.sub }
  await updateRecord(work, 'finding', finding.id, { state: steps.waive.to, dueOn: 'infinity', ...waiver })
  return { event: newEvent('finding.waived', { ...stepOf(finding), terms }) }
}

async function end({ tx }: Work, { id }: Standing, on: string) {
  const ended = await meetTerms(tx, 'finding', id, [TERM], on)
  return ended.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: on, isMet: on <= dueOn }))
}

function judge(
  { tx, actor, today }: Work,
  { id }: Standing,
  outcome: rectifications.Judgement['outcome'],
  reason: string | null
): Promise<void> {
  return rectifications.judge(tx, id, { outcome, reason, decidedOn: today, decidedBy: actor.sub })
}

/** The details that the event of every step contains: the target, and the state before. */
function stepOf({ targetCode, state: from }: Standing) {
  return { targetCode, from }
}
