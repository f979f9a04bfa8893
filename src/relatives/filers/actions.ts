import { v7 as uuid } from 'uuid'
import type { Hasher } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../../units/index.ts'
import { beginEndTerms } from '../filings/terms.ts'
import * as rules from './rules.ts'
import type { Declaration, FilerChange, FilerDeparture, NewDeclaration, NewFiler } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Enters a filer. Of the identity number a keyed hash and the last four characters are kept. */
export async function registerFiler(work: Work, wanted: NewFiler, hashed: Hasher): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  await placeOf(tx, actor, 'filer', wanted.unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, wanted.unitCode))
  mustBeInOffice({ ...unit, validFrom: null }, today, '/unitCode')
  rules.checkEntry(wanted, unit.level)
  const id = uuid({ msecs: now.getTime() })
  const { idNumber, ...entry } = wanted
  const registered = { registeredAt: now.toISOString(), registeredBy: actor.sub }
  await insertRecord(tx, 'filer', {
    ...entry,
    ...identity(idNumber, hashed),
    ...registered,
    id,
    path: unit.path
  })
  const { unitCode, kind, since } = wanted
  work.record('filer.registered', { id, unitCode, path: unit.path }, { kind, since })
  return present(await store.find(tx, actor, id, today))
}

function identity(idNumber: string, hashed: Hasher) {
  return { identityHash: hashed(idNumber), identityEnd: idNumber.slice(-4) }
}

/** Changes the entry. A corrected number is also that of the filings of the filer. */
export function changeFiler(
  work: Work,
  id: string,
  wanted: FilerChange,
  hashed: Hasher
): Promise<store.Shown> {
  return takeStep(filerSteps, work, id, 'change', async (one) => {
    const { idNumber, ...change } = wanted
    const { level } = present(await unitPlace(work.tx, one.unitCode))
    rules.checkEntry({ kind: one.kind, idNumber }, level)
    const corrected = idNumber === undefined ? {} : identity(idNumber, hashed)
    await updateRecord(work, 'filer', id, { ...change, ...corrected })
    return { event: newEvent('filer.changed', { changed: Object.keys(wanted) }) }
  })
}

/** Enters a departure. Filings that are in force are to be ended within the term `relative.end`. */
export function leave(work: Work, id: string, { on, reason }: FilerDeparture): Promise<store.Shown> {
  return takeStep(filerSteps, work, id, 'leave', async (one) => {
    rules.checkDeparture(on, one, work.today)
    const left = { leftAt: work.now.toISOString(), leftBy: work.actor.sub, leaveReason: reason }
    await updateRecord(work, 'filer', id, { until: on, ...left })
    const filings = await store.leaveFilings(work, id)
    await beginEndTerms(work, one.acting, on, filings, '/on')
    return { event: newEvent('filer.left', { kind: one.kind, on, filings: filings.length }) }
  })
}

/** Takes the declaration of a year. 0 relatives is a nil return; a later declaration replaces it. */
export async function declare(
  work: Work,
  id: string,
  year: number,
  given: NewDeclaration
): Promise<Declaration & { version: number }> {
  const { declaredOn, relatives } = given
  const { version } = await takeStep(filerSteps, work, id, 'declare', async () => {
    rules.checkDeclaration(year, given, work.today)
    await store.putDeclaration(work, id, { year, declaredOn, relatives })
    await updateRecord(work, 'filer', id)
    return { event: newEvent('filer.declared', { year, declaredOn, relatives }) }
  })
  return { year, declaredOn, relatives, version }
}

const filerSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('filer-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
