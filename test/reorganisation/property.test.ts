import t from 'tap'
import { supervisorAmong } from '../../src/units/succession/rules.ts'
import type { Level } from '../../src/units/vocabulary.ts'
import { fc } from '../support/property.ts'
import { testService } from '../support/service.ts'
import { cityOf, of } from './city.ts'
import { Model } from './model.ts'

/**
 * Random reorganisations of a random tree with random records. After each of them: every open record has
 * exactly one unit in office that may act; nobody reads a report who would not by the rules; and what is
 * counted within units adds up. The rules are those of a second, plain implementation (`Model`).
 */
const service = await testService(t)
const { call } = service
const { add, retire, reinstate, move, post, read } = cityOf(service)
const RUNS = 4
let changed = 0

const received = { channel: 'hotline', receivedAt: '2026-03-02T08:30:00+08:00', anonymous: true }
const at = { ...received, category: 'conduct', summary: '在办' }

interface Records {
  cases: string[]
  reports: { id: string; accused: string }[]
  findings: { id: string; keeper: string; target: string; referral: string }[]
  inspections: { id: string; keeper: string; target: string }[]
}

const places = fc.array(fc.nat(), { minLength: 30, maxLength: 30 })
const change = fc.record({
  kind: fc.constantFrom('move', 'merge', 'merge', 'give-up', 'reinstate'),
  unit: fc.nat(),
  other: fc.nat()
})
const world = fc.record({ places, changes: fc.array(change, { minLength: 5, maxLength: 7 }) })

let number = 0
/** Two cities with two counties each, these with two townships each; the codes begin alike. */
async function makeTree(): Promise<Model> {
  const top = `P${String.fromCharCode(65 + number++)}`
  const model = new Model()
  const grow = async (code: string, level: Level, parent: string) => {
    await add(code, level, parent)
    model.add(code, level, parent)
  }
  for (const city of ['a', 'b'].map((one) => top + one)) {
    await grow(city, 'city', '22')
    for (const county of ['c', 'd'].map((one) => city + one)) {
      await grow(county, 'county', city)
      for (const township of ['e', 'f'].map((one) => county + one)) await grow(township, 'township', county)
    }
  }
  return model
}

async function makeRecords(model: Model, numbers: readonly number[]): Promise<Records> {
  const left = [...numbers]
  const some = (codes: readonly string[]) => codes[(left.pop() ?? 0) % codes.length] as string
  const records: Records = { cases: [], reports: [], findings: [], inspections: [] }
  for (let n = 0; n < 4; n += 1) {
    records.cases.push(
      (await post('22', '/v1/cases', { ...at, kind: 'appeal', unitCode: some(model.codes) })).id
    )
  }
  for (let n = 0; n < 3; n += 1) {
    const [unitCode, accused] = [some(model.codes), some(model.codes)]
    const body = { ...at, kind: 'report', unitCode, accusedUnitCode: accused }
    records.reports.push({ id: (await post('22', '/v1/cases', body)).id, accused })
  }
  for (let n = 0; n < 3; n += 1) {
    const target = some(model.codes.filter((code) => model.level(code) !== 'city'))
    const keeper = some(model.line(target).slice(1, -1))
    const body = { unitCode: keeper, targetCode: target, area: 'funds', severity: 'minor', text: '问题' }
    const { id } = await post(keeper, '/v1/findings', body)
    const clue = { receiver: 'discipline', receiverName: '省纪委监委', text: '线索' }
    const referral = (await post(keeper, `/v1/findings/${id}/referrals`, clue)).id
    records.findings.push({ id, keeper, target, referral })
    const visit = { unitCode: keeper, targetCode: target, method: 'special-supervision' }
    const planned = { ...visit, plannedOn: '2026-03-02', areas: ['funds'] }
    records.inspections.push({ id: (await post(keeper, '/v1/inspections', planned)).id, keeper, target })
  }
  return records
}

/** Makes a change, if the service allows it, in the model as well. */
async function reorganise(
  model: Model,
  { kind, unit, other }: { kind: string; unit: number; other: number }
) {
  const pick = (codes: readonly string[], n: number) => codes[n % codes.length]
  const code = pick(kind === 'reinstate' ? model.ended() : model.codes.filter(model.isInOffice), unit)
  if (code === undefined) return
  const others = model.codes.filter((one) => one !== code && model.isInOffice(one))
  const parents = others.filter((one) => model.mayStandUnder(code, one))
  const peers = others.filter((one) => model.level(one) === model.level(code))
  try {
    if (kind === 'reinstate') {
      await reinstate(code)
      model.end(code, undefined)
    } else if (kind === 'move') {
      const parent = pick(parents, other)
      if (parent === undefined) return
      await move(code, parent)
      model.move(code, parent)
    } else {
      const successor = kind === 'merge' ? pick(peers, other) : undefined
      await retire(code, '2026-03-02', successor)
      model.end(code, { successor })
    }
    changed += 1
  } catch (error) {
    if (!String(error).includes('refused: ')) throw error
  }
}

/** The units that get a certain answer to an attempt that changes nothing. */
async function answered(model: Model, url: string, code: string, body?: object): Promise<string[]> {
  const units: string[] = []
  for (const unit of ['22', ...model.codes]) {
    const answer = await call('POST', url, { as: of(unit), ...(body && { body }) })
    if (answer.body.code === code) units.push(unit)
  }
  return units
}

async function checkCases(model: Model, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { unitCode, decidingUnitCode } = await read('22', `/v1/cases/${id}`)
    const acting = model.acting(unitCode)
    // Only the unit whose turn it is may object; there is nothing to object to, so nothing is written.
    const units = await answered(model, `/v1/cases/${id}/object`, 'not-forwarded', { reason: '退回' })
    if (units.join() !== acting || decidingUnitCode !== acting || !model.isInOffice(acting))
      throw new Error(
        `a case of ${unitCode}: ${units.join()} may act, ${decidingUnitCode} is shown, not ${acting}`
      )
  }
}

/** Who supervises now what a unit began about another one, and the units above that. */
function supervisors(model: Model, { keeper, target }: { keeper: string; target: string }): string[] {
  const above = model.linesInOffice(target).slice(0, -1)
  const levelled = above.map((code) => ({ code, level: model.level(code) }))
  const one = { level: model.level(keeper), acting: model.acting(keeper) }
  return model.linesInOffice(supervisorAmong(one, levelled))
}

/**
 * Inspections that have not begun lie with the unit that supervises the target: asked of every unit by a step
 * that none of them can take. One on a unit that has ended stays where it was, and is not asked for.
 */
async function checkInspections(model: Model, inspections: Records['inspections']): Promise<void> {
  for (const one of inspections) {
    if (!model.isInOffice(one.target)) continue
    const keepers = supervisors(model, one)
    const url = `/v1/inspections/${one.id}`
    const units = await answered(model, `${url}/notify`, 'only-open-checks-notified')
    if (units.toSorted().join() !== keepers.toSorted().join())
      throw new Error(`an inspection of ${one.keeper} on ${one.target}: with ${units}, not ${keepers}`)
    for (const unit of model.codes) {
      const { status, body } = await call('GET', url, { as: of(unit) })
      const isFormer = model.line(one.keeper).includes(unit)
      const may = isFormer || keepers.includes(unit) || model.line(keepers.at(-1) ?? '').includes(unit)
      if ((status === 200) !== may) throw new Error(`an inspection on ${one.target}: ${unit} ${status}`)
      const list = await read(unit, `/v1/inspections?targetCode=${one.target}&count=true`)
      const item = list.items.find(({ id }: { id: string }) => id === one.id)
      if ((item !== undefined) !== may || list.total !== list.items.length)
        throw new Error(`an inspection on ${one.target}: ${unit} lists ${list.items.length} of ${list.total}`)
      if (may && (item.handedOver !== body.handedOver || item.handedOver === keepers.includes(unit)))
        throw new Error(`an inspection on ${one.target}: handed over by ${unit} is ${item.handedOver}`)
    }
  }
}

/** Referrals go with supervision, but are never read by the unit concerned or what it has become. */
async function checkReferrals(model: Model, findings: Records['findings']): Promise<void> {
  for (const { target, referral, ...one } of findings) {
    const keepers = supervisors(model, { target, ...one }).filter((code) => !model.isBarred(code, target))
    for (const unit of model.codes) {
      const { status, body } = await call('GET', `/v1/referrals/${referral}`, { as: of(unit) })
      const isBarred = model.isBarred(unit, target)
      const may = !isBarred && (model.line(one.keeper).includes(unit) || keepers.includes(unit))
      if (isBarred ? status === 200 : may && status !== 200)
        throw new Error(`a referral about ${target}: ${unit} ${status}`)
      if (status === 200 && model.isInOffice(unit) && body.handedOver === keepers.includes(unit))
        throw new Error(`a referral about ${target}: handed over by ${unit} is ${body.handedOver}`)
    }
  }
}

async function checkFindings(model: Model, findings: Records['findings']): Promise<void> {
  for (const { id, keeper, target } of findings) {
    const judges = supervisors(model, { keeper, target }).filter((code) => code !== model.acting(target))
    const units = await answered(model, `/v1/findings/${id}/accept`, 'finding-step')
    if (units.toSorted().join() !== judges.toSorted().join())
      throw new Error(`a finding of ${keeper} on ${target}: ${units} judge it, not ${judges}`)
  }
}

async function checkReports(model: Model, reports: Records['reports']): Promise<void> {
  for (const { id, accused } of reports) {
    const { unitCode } = await read('22', `/v1/cases/${id}`)
    if (model.isBarred(unitCode, accused) && !model.isBarred('22', accused))
      throw new Error(`a report on ${accused} lies with ${unitCode}`)
    for (const unit of model.codes) {
      const { status } = await call('GET', `/v1/cases/${id}`, { as: of(unit) })
      const may = model.line(unitCode).includes(unit) && !model.isBarred(unit, accused)
      if ((status === 200) !== may)
        throw new Error(`a report on ${accused} at ${unitCode}: ${unit} ${status}`)
    }
  }
}

async function checkFigures(model: Model, { cases, reports }: Records): Promise<void> {
  const codes: string[] = []
  for (const id of [...cases, ...reports.map((one) => one.id)])
    codes.push((await read('22', `/v1/cases/${id}`)).unitCode)
  for (const unit of model.codes) {
    const { total } = await read('22', `/v1/cases?within=${unit}&count=true&limit=1`)
    const expected = codes.filter((code) => model.line(code).includes(unit)).length
    if (total !== expected) throw new Error(`within ${unit}: ${total} cases, not ${expected}`)
  }
}

t.test('whatever is reorganised, each record has one unit that acts, and secrets stay secret', async (t) => {
  const holds = fc.asyncProperty(world, async ({ places, changes }) => {
    const model = await makeTree()
    const records = await makeRecords(model, places)
    for (const one of changes) {
      await reorganise(model, one)
      await checkCases(model, records.cases)
      await checkFindings(model, records.findings)
      await checkInspections(model, records.inspections)
      await checkReferrals(model, records.findings)
      await checkReports(model, records.reports)
      await checkFigures(model, records)
    }
  })
  await fc.assert(holds, { numRuns: RUNS, endOnFailure: true })
  t.ok(changed >= 2 * RUNS, `${changed} changes were made in ${RUNS} worlds`)
})
