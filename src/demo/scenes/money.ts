import type { Chance } from '../chance.ts'
import { clerk } from '../desk.ts'
import { accountOf, identityOf } from '../invented.ts'
import type { Place } from '../places.ts'
import type { Scene, Stage } from '../stage.ts'

export const PROGRAMME = 'low-income-rural'

/** Months that every county pays; one county of each city pays each month. */
const quarterly = [3, 9]
const monthly = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Money of a programme: accounts, the chain of allocations, and months of payments with planted faults. */
export const money: Scene = {
  title: '资金',
  enter(stage) {
    const { agenda, places, chance } = stage
    const drawn = chance('money')
    agenda.on('01-12', () => allocate(stage))
    for (const city of places.all('city'))
      places.below(city.code).forEach((county, at) => {
        for (const month of at === 0 ? monthly : quarterly)
          agenda.on(`${two(month + 1)}-02`, () => pay(stage, county, month, drawn))
      })
  }
}

const two = (n: number) => String(n).padStart(2, '0')

async function allocate({ desk, places, year }: Stage): Promise<void> {
  const top = places.top.code
  let document = 0
  const hand = (to: string, amount: string, more: object) =>
    desk.post(clerk(top), '/v1/allocations', {
      ...{ programme: PROGRAMME, toUnitCode: to, documentNo: `示例财社〔${year}〕${++document}号`, amount },
      ...{ receivedOn: `${year}-01-10`, ...more }
    })
  for (const { code, level } of places.all('city')) {
    const isTop = code === top || level === places.top.level
    const counties = places.below(code)
    const matching = { budgeted: '200000', dueOn: `${year}-06-30` }
    const from = isTop ? {} : { fromUnitCode: top }
    const chain = isTop
      ? undefined
      : await hand(code, String(counties.length * 800_000), { ...from, matching })
    for (const county of counties) {
      await desk.post(clerk(county.code), '/v1/fund-accounts', {
        ...{ unitCode: county.code, programme: PROGRAMME, bank: '示例银行', validFrom: `${year}-01-01` },
        ...{ accountNo: accountOf(Number(county.code)), ledger: true }
      })
      if (chain !== undefined) await hand(county.code, '700000', { parentId: chain.id })
    }
  }
}

/** A month of a county: who should get how much, what the bank paid, and a check. */
async function pay(
  { desk, places, year }: Stage,
  county: Place,
  month: number,
  drawn: Chance
): Promise<void> {
  const who = clerk(county.code)
  const period = `${year}-${two(month)}`
  const made = await desk.post(who, '/v1/disbursements', {
    programme: PROGRAMME,
    unitCode: county.code,
    period
  })
  const url = `/v1/disbursements/${made.id}`
  const villages = places
    .below(county.code)
    .flatMap(({ code }) => places.below(code))
    .slice(0, 12)
  const recipients = villages.flatMap(({ code }, at) =>
    [0, 1, 2].map((n) => {
      const person = (Number(county.code) % 10_000) * 100 + at * 3 + n
      return { no: `D${two(at)}${n}`, village: code, amount: 400 + ((person * 37) % 300), person }
    })
  )
  const roster = recipients.map(
    ({ no, village, amount, person }) =>
      `${no},${village},${amount}.00,${accountOf(person)},${identityOf(person)}`
  )
  await desk.table(who, 'PUT', `${url}/roster`, [
    'recipientNo,villageCode,amount,account,idNumber',
    ...roster
  ])
  const paid = recipients.flatMap((one) => fateOf(one, period, drawn))
  await desk.table(who, 'PUT', `${url}/payments`, ['recipientNo,amount,paidOn,account,status', ...paid])
  await desk.post(who, '/v1/fund-checks', { kind: 'payment', disbursementId: made.id })
}

interface Due {
  no: string
  amount: number
  person: number
}

/** What the bank made of a line: mostly what was asked of it. */
function fateOf({ no, amount, person }: Due, period: string, drawn: Chance): string[] {
  const line = (paid: number, day: string, status = 'paid') =>
    `${no},${paid}.00,${period}-${day},${accountOf(person)},${status}`
  const fate = drawn.next() * 1000
  if (fate < 8) return []
  if (fate < 16) return [line(amount, '09', 'returned')]
  if (fate < 24) return [line(amount - 100, '09')]
  if (fate < 32) return [line(amount, '09'), line(amount, '10')]
  if (fate < 60) return [line(amount, '25')]
  return [line(amount, '09')]
}
