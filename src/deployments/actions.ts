import { v7 as uuid } from 'uuid'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { timetable } from '../terms/index.ts'
import { keepTreeStill, mustBeInOffice, unitPlace } from '../units/index.ts'
import type { Addressees } from './fields.ts'
import * as rules from './rules.ts'
import type { DeploymentAmendment, NewDeployment, NewItem } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const KIND = 'deployment'

/** Drafts a deployment. Units below do not see it before the issue. */
export async function draftDeployment(work: Work, wanted: NewDeployment): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, addressees, items, ...entered } = wanted
  await placeOf(tx, actor, KIND, unitCode, '/unitCode')
  const { path, ...unit } = present(await unitPlace(tx, unitCode))
  mustBeInOffice(unit, today, '/unitCode')
  rules.checkIssuedOn(entered.issuedOn, today)
  rules.checkItems(items, entered.issuedOn)
  await checkAddressees(work, unitCode, addressees)
  await checkParents(work, unitCode, items)
  const id = uuid({ msecs: now.getTime() })
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  await insertRecord(tx, KIND, { ...entered, ...columnsOf(addressees), ...made, id, unitCode, path })
  await store.putItems(tx, id, items)
  work.record('deployment.drafted', { id, unitCode, path }, { items: items.length })
  return present(await store.find(tx, actor, id, today))
}

/** Issues a deployment: its addressees are those that exist today. */
export async function issueDeployment(work: Work, id: string): Promise<store.Shown> {
  // Before all other locks: moving a unit locks the tree and waits for the records of the unit.
  await keepTreeStill(work)
  return takeStep(deploymentSteps, work, id, 'issue', async (one) => {
    const { tx, actor, now, today } = work
    const addresseeCount = await store.address(tx, one, await unitsOf(work, one), today)
    // A unit that was named may have ended or moved since the draft.
    if (one.addresseeCodes !== null)
      await checkAddressees(work, one.unitCode, { unitCodes: one.addresseeCodes })
    if (addresseeCount === 0) throw refuse('deployment-addressees-none', { clause: rules.CLAUSE })
    const studyBy = (await timetable(tx, one.unitCode)).begin(rules.STUDY, one.issuedOn).dueOn
    const issued = { issuedAt: now.toISOString(), issuedBy: actor.sub, addresseeCount, studyBy }
    await updateRecord(work, KIND, id, { state: rules.steps.issue.to, ...issued })
    return { event: newEvent('deployment.issued', { addresseeCount, studyDueOn: studyBy }) }
  })
}

/** Changes items, or adds some, after the issue. What they said before is kept. */
export function amendItems(work: Work, id: string, { reason, items }: DeploymentAmendment) {
  return takeStep(deploymentSteps, work, id, 'amend', async (one) => {
    const { tx, actor, now, today } = work
    rules.checkItems(items, one.issuedOn)
    rules.checkAmended(items, today)
    await checkParents(work, one.unitCode, items)
    const number = one.amendments + 1
    const numbers = items.map(({ no }) => no)
    await store.keepBefore(tx, id, { number, reason, madeAt: now.toISOString(), madeBy: actor.sub }, numbers)
    await store.putItems(tx, id, items, number)
    await updateRecord(work, KIND, id, { amendments: number })
    return { event: newEvent('deployment.amended', { number, items: numbers, reason }) }
  })
}

/** Closes a deployment: nothing more is reported on it. A draft that is closed was never issued. */
export function closeDeployment(work: Work, id: string): Promise<store.Shown> {
  return takeStep(deploymentSteps, work, id, 'close', async ({ state: from }) => {
    const closed = { closedAt: work.now.toISOString(), closedBy: work.actor.sub }
    await updateRecord(work, KIND, id, { state: rules.steps.close.to, ...closed })
    return { event: newEvent('deployment.closed', { from }) }
  })
}

const deploymentSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('deployment-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

async function checkAddressees(work: Work, unitCode: string, addressees: Addressees): Promise<void> {
  const { tx, actor, today } = work
  if ('withinCode' in addressees) {
    await placeOf(tx, actor, KIND, addressees.withinCode, '/addressees/withinCode')
    return
  }
  const { unitCodes } = addressees
  rules.checkNamed(unitCodes, await store.below(tx, unitCode, unitCodes, today), unitCode)
}

/** What an item passes on was issued to the unit itself, and the actor sees it. */
async function checkParents({ tx, actor }: Work, unitCode: string, items: readonly NewItem[]) {
  for (const [n, { parentItem }] of items.entries()) {
    if (parentItem === undefined) continue
    const { deploymentId, no } = parentItem
    const isSeen = (await store.seen(tx, actor, deploymentId)) !== undefined
    if (isSeen && (await store.isIssuedTo(tx, unitCode, deploymentId, no))) continue
    throw refuse('deployment-parent-unknown', {
      pointer: `/items/${n}/parentItem`,
      values: { unit: unitCode }
    })
  }
}

function columnsOf(addressees: Addressees) {
  return 'withinCode' in addressees
    ? { addresseeWithin: addressees.withinCode, addresseeLevel: addressees.level }
    : { addresseeCodes: addressees.unitCodes }
}

async function unitsOf({ tx, actor }: Work, one: store.Locked) {
  const { addresseeCodes, addresseeWithin, addresseeLevel: level } = one
  if (addresseeWithin === null) return addresseeCodes ?? []
  return { tree: await placeOf(tx, actor, KIND, addresseeWithin), level }
}
