import { v7 as uuid } from 'uuid'
import { mustBeAtHand, programmeOf, refuseFunds } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { type Operation, type Progress, startOperation } from '../../platform/operations/index.ts'
import { yearOf } from '../../platform/values/days.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { Work } from '../../platform/work/work.ts'
import { relativeRulesOf } from '../../policy/index.ts'
import { timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { count, find } from './comparison/find.ts'
import { type Aim, daysOfFilings, gather } from './comparison/gather.ts'
import { judgeFilings, judgePairs, type Thresholds } from './comparison/judge.ts'
import { keep } from './comparison/keep.ts'
import { latestStart } from './comparison/thresholds.ts'
import * as rules from './rules.ts'
import type { NewCheck } from './schema.ts'
import * as store from './store.ts'

export const CHECK = 'relative-checks.compare'

/** A check, or the operation that makes it where the files are long. */
export type Begun = store.Shown | (Operation & { version: number })

export function isMade(begun: Begun): begun is store.Shown {
  return 'contentHash' in begun
}

type Asked = NewCheck & { id: string }

export async function startCheck(work: Work, jobs: Jobs, wanted: NewCheck): Promise<Begun> {
  const asked = { ...wanted, id: uuid() }
  const { aim } = await sceneOf(work, asked)
  if (!rules.isLong(await store.linesToRead(work.tx, aim))) return check(work, asked)
  const subject = { kind: 'relatives-of-unit', id: work.actor.unitCode }
  return startOperation(work, jobs, { kind: CHECK, input: { ...asked }, subject })
}

/** Makes a check as an operation. */
export async function performCheck(work: Work, asked: Asked, progress: Progress): Promise<object> {
  await progress(0, 1, 'comparing')
  const { exceptions, contentHash } = await check(work, asked)
  return { checkId: asked.id, exceptions, contentHash }
}

interface Scene {
  aim: Aim
  /** Month and day by which filers declare, `MM-DD`. */
  declarationsDue: string
}

/** What is compared: unit, programme, month and day, and the relations in the list on that day. */
async function sceneOf({ tx, actor, today }: Work, wanted: NewCheck): Promise<Scene> {
  const { unitCode: targetCode, programme, period: month } = wanted
  await placeOf(tx, actor, 'relative-check', targetCode, '/unitCode')
  const found = await programmeOf(tx, targetCode, programme)
  if (found === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  const period = `${month}-01`
  const asOf = rules.dayOf(period, today, wanted.asOf)
  const { path: targetPath } = present(await unitPlace(tx, targetCode))
  const { path } = present(await unitPlace(tx, actor.unitCode))
  const { inForce, declarationsDue } = await relativeRulesOf(tx, targetCode, asOf)
  const place = { targetCode, targetPath, unitCode: actor.unitCode, path }
  const relations = [...inForce].sort()
  return { aim: { ...place, programmeId: found.id, period, asOf, relations }, declarationsDue }
}

async function check(work: Work, asked: Asked): Promise<store.Shown> {
  const { tx, actor, today } = work
  const { aim, declarationsDue } = await sceneOf(work, asked)
  await mustBeAtHand(tx, aim.period)
  await gather(tx, aim)
  const thresholds = await thresholdsOf(work, aim, declarationsDue)
  await judgeFilings(tx, aim, thresholds)
  await judgePairs(tx, aim, thresholds)
  await find(tx, thresholds)
  const { rosters, members, ties, filings, declarations, hasTies, ...rest } = await count(tx, aim)
  const compared = { rosters, members, ties, filings, declarations }
  const missing = rules.missingOf(compared, hasTies)
  const totals = rules.totalsOf({ ...rest, filings }, missing)
  const state = missing.length > 0 ? 'incomplete' : 'done'
  await keep(work, { id: asked.id, aim, state, compared, totals, missing })
  const made = present(await store.find(tx, actor, asked.id, today))
  const { targetCode, unitCode, path } = aim
  work.record(
    'relative-check.made',
    { id: asked.id, unitCode, path },
    {
      targetCode,
      programme: made.programme,
      period: made.period,
      asOf: aim.asOf,
      exceptions: made.exceptions,
      contentHash: made.contentHash
    }
  )
  return made
}

/** Terms are counted by the rules of the checked unit. */
async function thresholdsOf({ tx }: Work, aim: Aim, declarationsDue: string): Promise<Thresholds> {
  const { asOf, targetCode } = aim
  const times = await timetable(tx, targetCode)
  const endOf = (rule: string) => (startedOn: string) => times.begin(rule, startedOn).dueOn
  const file = endOf('relative.file')
  const days = await daysOfFilings(tx, aim)
  return {
    file: latestStart(asOf, file),
    end: latestStart(asOf, endOf('relative.end')),
    fileBefore: Object.fromEntries(days.map((day) => [day, latestStart(day, file)])),
    isDeclarationDue: asOf > `${yearOf(asOf)}-${declarationsDue}`
  }
}
