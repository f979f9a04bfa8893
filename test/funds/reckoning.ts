/** A check of payments as api readers would do it by hand: line by line, with maps, in whole fen. */

export interface RosterLine {
  no: string
  village: string
  fen: bigint
  account: string
}

export interface PaymentLine {
  no: string
  fen: bigint
  paidOn: string
  account: string
  status: 'paid' | 'returned'
}

export interface Reckoned {
  type: string
  recipientNo: string
  villageCode: string | null
  due: string | null
  paid: string | null
  difference: string
  paidOn: string | null
  /** Of a payment to another account. */
  accountDue: string | null
  accountPaid: string | null
}

export function yuan(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
}

const sum = (lines: readonly { fen: bigint }[]) => lines.reduce((all, { fen }) => all + fen, 0n)

/** Every exception, sorted by type and recipient. */
export function reckon(roster: RosterLine[], payments: PaymentLine[], dueOn: string): Reckoned[] {
  const named = Map.groupBy(roster, ({ no }) => no)
  const booked = Map.groupBy(payments, ({ no }) => no)
  const found: Reckoned[] = []
  for (const no of new Set([...named.keys(), ...booked.keys()])) {
    const own = named.get(no)
    const lines = booked.get(no) ?? []
    const paidLines = lines.filter(({ status }) => status === 'paid')
    const days = (paidLines.length > 0 ? paidLines : lines).map(({ paidOn }) => paidOn).toSorted()
    const due = own && sum(own)
    const paid = sum(paidLines)
    const tell = (type: string, fen: bigint, more: Partial<Reckoned> = {}) =>
      found.push({
        type,
        recipientNo: no,
        villageCode: own?.map(({ village }) => village).toSorted()[0] ?? null,
        due: due === undefined ? null : yuan(due),
        paid: paidLines.length > 0 ? yuan(paid) : null,
        difference: yuan(fen),
        paidOn: days.at(-1) ?? null,
        accountDue: null,
        accountPaid: null,
        ...more
      })
    if (due === undefined) tell('not-on-roster', paid)
    else if (paidLines.length === 0) tell(lines.length > 0 ? 'returned' : 'unpaid', due)
    else if (paid < due) tell('underpaid', due - paid)
    else if (paid > due) tell(paidLines.length > 1 ? 'duplicate' : 'overpaid', paid - due)
    const late = paidLines.filter(({ paidOn }) => paidOn > dueOn)
    if (late.length > 0) tell('late', sum(late))
    const accounts = (own ?? []).map(({ account }) => account).filter((account) => account !== '')
    const astray = paidLines.filter(({ account }) => accounts.length > 0 && !accounts.includes(account))
    const listed = (all: string[]) => [...new Set(all)].toSorted().join('、')
    if (astray.length > 0) {
      const accountPaid = listed(paidLines.map(({ account }) => account))
      tell('wrong-account', sum(astray), { accountDue: listed(accounts), accountPaid })
    }
  }
  return found.toSorted((a, b) => order(a.type, b.type) || order(a.recipientNo, b.recipientNo))
}

function order(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** The exceptions by type, as a check shows them. */
export function tallied(types: readonly string[], found: readonly Reckoned[]) {
  const fen = ({ difference }: Reckoned) => ({ fen: BigInt(difference.replace('.', '')) })
  return Object.fromEntries(
    types.map((type) => {
      const list = found.filter((one) => one.type === type)
      return [type, { count: list.length, amount: yuan(sum(list.map(fen))) }]
    })
  )
}

export const paymentTypes = ['unpaid', 'underpaid', 'overpaid', 'duplicate', 'not-on-roster', 'late'].concat(
  'wrong-account',
  'returned',
  'double-roster'
)

export function rosterFile(roster: readonly RosterLine[]): string {
  const lines = roster.map(({ no, village, fen, account }) => `${no},${village},${yuan(fen)},${account}\n`)
  return `recipientNo,villageCode,amount,account\n${lines.join('')}`
}

export function paymentsFile(payments: readonly PaymentLine[]): string {
  const lines = payments.map(
    ({ no, fen, paidOn, account, status }) => `${no},${yuan(fen)},${paidOn},${account},${status}\n`
  )
  return `recipientNo,amount,paidOn,account,status\n${lines.join('')}`
}
