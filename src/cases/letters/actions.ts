import { v7 as uuid } from 'uuid'
import { present } from '../../platform/database/present.ts'
import { updateRecord } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { barredAmong } from '../accused/store.ts'
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
  const isReport = one.kind === 'report'
  const made = { issuedOn: today, issuedAt: now.toISOString(), issuedBy: actor.sub }
  const row = { ...wanted, ...issued, ...made, id, caseId, isReport, dueOn }
  const number = await store.insert(tx, row)
  await insertTerms(tx, [term], { kind: 'letter', id, unitCode })
  const { kind, grounds } = wanted
  work.record('letter.issued', { id, unitCode, path }, { caseId, kind, number, grounds, fromUnitCode, dueOn })
  return present(await store.whole(tx, id, today))
}

/** The written answer. A late answer is accepted, and its term shows as missed. */
export async function answerLetter(work: Work, id: string, text: string): Promise<store.Shown> {
  const { tx, actor, today } = work
  const letter = await store.lock(tx, actor, id)
  if (letter === undefined) throw refuse('letter-not-found')
  work.match(letter.version)
  const answered = rules.answer(letter, text, actor, today)
  const ended = await meetTerms(tx, 'letter', id, [rules.TERM], today)
  await updateRecord(work, 'case_letter', id, answered)
  const terms = ended.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: today, isMet: today <= dueOn }))
  const { caseId, kind, number, unitCode, path } = letter
  work.record('letter.answered', { id, unitCode, path }, { caseId, kind, number, terms })
  return present(await store.whole(tx, id, today))
}
