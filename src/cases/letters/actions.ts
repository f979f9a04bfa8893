import { v7 as uuid } from 'uuid'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { yearOf } from '../../platform/values/days.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { numbered } from '../../platform/work/numbering.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { barredAmong } from '../accused/store.ts'
import { reportLetterNumber } from '../intake/report-numbers.ts'
import type { Kind, LetterKind } from '../labels.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewLetter } from './schema.ts'
import * as store from './store.ts'

/** 催办 or 督办: the term for the written answer begins. The case is locked meanwhile but not changed. */
export async function issueLetter(work: Work, caseId: string, wanted: NewLetter): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const one = await cases.lock(tx, actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  const addressee = present(await unitPlace(tx, one.decidingUnitCode))
  const barred = await barredAmong(tx, addressee.path.split('.'), one.hiddenFrom)
  const issued = rules.issue(one, barred, wanted.grounds, addressee, actor)
  const id = uuid({ msecs: now.getTime() })
  const { fromUnitCode, unitCode, path } = issued
  const term = (await timetable(tx, unitCode)).begin(rules.TERM, today)
  const { dueOn } = term
  const { kind, grounds, text } = wanted
  const { first, number } = numberFor(one.kind, issued, kind, yearOf(today))
  const turn = { unitCode, turnCode: unitCode, path, fromUnitCode }
  const made = { issuedOn: today, issuedBy: actor.sub, updatedAt: now.toISOString() }
  const row = { id, caseId, kind, number, ...turn, grounds, text, ...made, dueOn }
  await insertRecord(tx, 'case_letter', row, first)
  await insertTerms(tx, [term], { kind: 'letter', id, unitCode })
  const shown = present(await store.whole(tx, actor, id, today))
  const details = { caseId, kind, number: shown.number, grounds, fromUnitCode, dueOn }
  work.record('letter.issued', { id, unitCode, path }, details)
  return shown
}

/**
 * Letters are numbered by unit, kind and year; letters about reports have random numbers like the reports.
 */
function numberFor(caseKind: Kind, { fromUnitCode }: rules.Issued, kind: LetterKind, year: number) {
  const mark = rules.marks[kind]
  if (caseKind !== 'report') return numbered(`letter-${kind}`, fromUnitCode, year, mark)
  return { first: undefined, number: reportLetterNumber(fromUnitCode, year, mark) }
}

/** The written answer. A late answer is accepted, and its term shows as missed. */
export function answerLetter(work: Work, id: string, answer: string): Promise<store.Shown> {
  const { tx, actor, today } = work
  return takeStep(letterSteps, work, id, 'answer', async ({ caseId, kind, number }) => {
    const ended = await meetTerms(tx, 'letter', id, [rules.TERM], today)
    await updateRecord(work, 'case_letter', id, { answer, answeredOn: today, answeredBy: actor.sub })
    const terms = ended.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: today, isMet: today <= dueOn }))
    return { event: newEvent('letter.answered', { caseId, kind, number, terms }) }
  })
}

const letterSteps: StepKind<rules.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('letter-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.whole(tx, actor, id, today)
}
