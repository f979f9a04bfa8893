import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Citables } from '../../causes/index.ts'
import { makeFindings } from '../../findings/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { itemsFor } from '../../policy/index.ts'
import { scanOf } from '../../public-lists/index.ts'
import { mustBeInOffice, type Place, unitPlace } from '../../units/index.ts'
import type { Observation } from '../tables.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { DisclosureCheckFindings, NewDisclosureCheck } from './schema.ts'
import * as store from './store.ts'

/** An inspection that the actor may see; `isTold`: whether its target may know of it. */
export type InspectionOf = (
  tx: Tx,
  actor: Actor,
  id: string
) => Promise<{ targetCode: string; isTold: boolean } | undefined>

/** What a check needs of other rooms. */
export interface Needs {
  citables: Citables
  inspectionOf: InspectionOf
}

/**
 * Puts on record what an inspector saw of a unit below. Private data on show are a grave finding at once, and
 * the unit is told; everything else stays hidden from it until findings are made.
 */
export async function makeCheck(work: Work, needs: Needs, wanted: NewDisclosureCheck): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, targetCode, channel } = wanted
  await placeOf(tx, actor, 'disclosure-check', unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, unitCode))
  mustBeInOffice(unit, today, '/unitCode')
  const target = await unitPlace(tx, targetCode)
  if (target === undefined || !target.path.split('.').slice(0, -1).includes(unitCode)) {
    throw refuse('disclosure-check-not-below', { pointer: '/targetCode', values: { unit: unitCode } })
  }
  mustBeInOffice(target, today, '/targetCode')
  rules.check(wanted, today)
  const { named, observations } = await observed(work, wanted)
  const leaks = observations.filter(({ result }) => result === 'leaks').length
  await checkInspection(work, needs, wanted, leaks)
  const id = uuid({ msecs: now.getTime() })
  await insertRecord(tx, 'disclosure_check', {
    ...wanted,
    id,
    path: sql`unit_path(${unitCode})`,
    targetPath: sql`unit_path(${targetCode})`,
    observations: JSON.stringify(observations),
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  const faults = observations.filter(({ result }) => result !== 'shown').length
  const details = { targetCode, channel, observed: observations.length, faults, leaks }
  work.record('disclosure-check.made', { id, unitCode, path: unit.path }, details)
  if (leaks > 0) await tellOfLeaks(work, needs, id, target, named)
  return present(await store.find(tx, actor, id, today))
}

type Named = Awaited<ReturnType<typeof store.disclosuresOf>>

/** What the inspector saw and what the scan says, with the disclosures on record that it is about. */
async function observed(
  work: Work,
  wanted: NewDisclosureCheck
): Promise<{ named: Named; observations: readonly Observation[] }> {
  const { unitCode, targetCode, channel, scanId, observations } = wanted
  const named = await disclosuresNamed(work, wanted)
  if (scanId === undefined) return { named, observations }
  const scan = await scanOf(work, scanId)
  if (scan === undefined || scan.unitCode !== unitCode || scan.targetCode !== targetCode) {
    throw refuse('disclosure-check-scan', { pointer: '/scanId' })
  }
  const seen = rules.listSeen(observations)?.disclosureId
  const shown = seen === undefined ? await store.listsShown(work.tx, targetCode, { ...scan, channel }) : []
  const onRecord = seen === undefined ? onlyOne(shown) : named.find(({ id }) => id === seen)
  const found = rules.observedIn(scan, observations, onRecord)
  if (found === undefined) return { named, observations }
  const isNamed = onRecord === undefined || named.some(({ id }) => id === onRecord.id)
  return { named: isNamed ? named : [...named, onRecord], observations: [...observations, found] }
}

/** Of several lists on record nobody knows which one was scanned. */
function onlyOne<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined
}

/** The disclosures that the observations name: each must belong to the unit that is checked. */
async function disclosuresNamed(
  { tx, actor }: Work,
  { targetCode, observations }: NewDisclosureCheck
): Promise<Named> {
  const ids = observations.flatMap(({ disclosureId }) => disclosureId ?? [])
  const found = ids.length === 0 ? [] : await store.disclosuresOf(tx, actor, targetCode, ids)
  const known = new Set(found.map(({ id }) => id))
  const unknown = observations.findIndex(
    ({ disclosureId }) => disclosureId !== undefined && !known.has(disclosureId)
  )
  if (unknown >= 0) {
    throw refuse('disclosure-check-disclosure', { pointer: `/observations/${unknown}/disclosureId` })
  }
  return found
}

/** Of an inspection that has not begun nobody at the target may learn, so that a leak cannot wait for it. */
async function checkInspection(
  { tx, actor }: Work,
  { inspectionOf }: Needs,
  { inspectionId, targetCode }: NewDisclosureCheck,
  leaks: number
): Promise<void> {
  if (inspectionId === undefined) return
  const at = { pointer: '/inspectionId' }
  const inspection = await inspectionOf(tx, actor, inspectionId)
  if (inspection?.targetCode !== targetCode) throw refuse('disclosure-check-inspection', at)
  if (leaks > 0 && !inspection.isTold) throw refuse('disclosure-check-urgent', at)
}

/** One grave finding for all private data, and each disclosure that shows them is to be withdrawn today. */
async function tellOfLeaks(work: Work, { citables }: Needs, id: string, target: Place, named: Named) {
  const check = present(await store.lock(work.tx, work.actor, id, work.today))
  const leaks = rules.openFaults(check).filter(({ one }) => one.result === 'leaks')
  await record(work, citables, { check, target }, [
    { group: leaks, finding: { severity: 'grave', text: rules.URGENT } }
  ])
  const shown = new Set(leaks.map(({ one }) => one.disclosureId))
  for (const { id, content, channel, state, ...subject } of named) {
    if (!shown.has(id) || state !== 'shown') continue
    await updateRecord(work, 'disclosure', id, { withdrawBy: work.today })
    work.record('disclosure.withdrawal-asked', { id, ...subject }, { content, channel, dueOn: work.today })
  }
}

/** Makes the findings of a check, one for each checklist item, and tells the unit that was checked. */
export async function makeCheckFindings(
  work: Work,
  { citables, inspectionOf }: Needs,
  id: string,
  { observations, severity, text, rectifyBy }: DisclosureCheckFindings
) {
  const { tx, actor, today } = work
  const check = await store.lock(tx, actor, id, today)
  if (check === undefined) throw refuse('disclosure-check-not-found')
  const refusal = rules.notTheirs('findings', check, actor)
  if (refusal !== undefined) throw refusal
  work.match(check.version)
  const { inspectionId, targetCode } = check
  if (inspectionId !== null && (await inspectionOf(tx, actor, inspectionId))?.isTold !== true) {
    throw refuse('disclosure-check-too-early')
  }
  const finding = { severity, ...(rectifyBy !== undefined && { rectifyBy }) }
  const groups = rules.groupsOf(check, observations).map(([, group]) => ({
    group,
    finding: { ...finding, text }
  }))
  const target = present(await unitPlace(tx, targetCode))
  const made = await record(work, citables, { check, target }, groups)
  return { items: made.map(({ version: _, ...one }) => one) }
}

interface Group {
  group: readonly rules.Numbered[]
  finding: Pick<NewFindingOf, 'severity' | 'rectifyBy'> & { text?: string | undefined }
}
type NewFindingOf = Parameters<typeof makeFindings>[2][number]

async function record(
  work: Work,
  citables: Citables,
  { check, target }: { check: store.Locked; target: Place },
  groups: readonly Group[]
) {
  const items = new Set(itemsFor('disclosure', target.level, work.today).map(({ id }) => id))
  const found = groups.map(({ group, finding: { text, ...rest } }): NewFindingOf => {
    const [first] = group
    const itemId = first && rules.itemOf(first.one, check.channel)
    return {
      unitCode: check.acting,
      targetCode: check.targetCode,
      area: 'disclosure',
      ...(itemId !== undefined && items.has(itemId) && { itemId }),
      ...rest,
      text: rules.textOf(check, group, text),
      evidence: [{ text: `公示核查 ${check.id}` }],
      cause: { kind: 'disclosure-check', id: check.id }
    }
  })
  const made = await makeFindings(work, citables, found, () => '')
  const rows = groups.flatMap(({ group }, index) =>
    group.map(({ n }) => ({ check_id: check.id, n, finding_id: present(made[index]).id }))
  )
  await work.tx.insertInto('disclosure_check_finding').values(rows).execute()
  const told = check.toldAt === null ? { toldAt: work.now.toISOString() } : {}
  await updateRecord(work, 'disclosure_check', check.id, told)
  const { id, unitCode, path, targetCode } = check
  const findings = made.map((one) => one.id)
  work.record('disclosure-check.told', { id, unitCode, path }, { targetCode, findings })
  return made
}
