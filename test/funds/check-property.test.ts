import type { Test } from 'tap'
import t from 'tap'
import { batchesOf, later, makeProgramme, officer, village } from '../examples/batch.ts'
import { fc } from '../support/property.ts'
import { testService } from '../support/service.ts'
import * as reckoning from './reckoning.ts'

const service = await testService(t, { jobs: true })
const { call, ended } = service
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster, payments } = batchesOf(service)
const villages = [village, '220102001002', '220102001003']

// Few recipients and accounts, so that lines meet; zero, and amounts that a float would spoil.
const no = fc.integer({ min: 1, max: 12 }).map((n) => `R${n}`)
const fen = fc.oneof(
  fc.constantFrom(0n, 10n, 20n, 30n, 68550n, 999_999_999_999n),
  fc.bigInt({ min: 0n, max: 200_000n })
)
const account = fc.constantFrom('1001', '1002', '1003')
const rosterLine = fc.record({
  no,
  village: fc.constantFrom(...villages),
  fen,
  account: fc.oneof(account, fc.constant(''))
})
const paymentLine = fc.record({
  no,
  fen,
  paidOn: fc.constantFrom('2030-01-01', '2030-02-09', '2030-02-10', '2030-02-11', '2030-03-01'),
  account,
  status: fc.constantFrom('paid' as const, 'paid' as const, 'returned' as const)
})

/** Uploads, checks, and compares all that is told with the second implementation. */
async function agrees(t: Test, own: reckoning.RosterLine[], paid: reckoning.PaymentLine[]) {
  const dueOn = '2030-02-10'
  const id = await batch({ dueOn })
  const up = [await roster(id, reckoning.rosterFile(own)), await payments(id, reckoning.paymentsFile(paid))]
  t.strictSame(
    up.map(({ status }) => status),
    [200, 200]
  )
  const check = await checked(id)
  const found = reckoning.reckon(own, paid, dueOn)
  t.strictSame(check.exceptions, reckoning.tallied(reckoning.paymentTypes, found))
  const lines = paid.filter(({ status }) => status === 'paid')
  t.strictSame(check.totals, {
    rosterLines: own.length,
    rosterAmount: reckoning.yuan(own.reduce((sum, { fen }) => sum + fen, 0n)),
    paidLines: lines.length,
    paidAmount: reckoning.yuan(lines.reduce((sum, { fen }) => sum + fen, 0n))
  })
  const csv = await call('GET', `/v1/fund-checks/${check.id}/exceptions`, {
    as: officer,
    headers: { accept: 'text/csv' }
  })
  const rows = found.map(({ type, recipientNo, villageCode, due, paid, difference, paidOn, ...one }) =>
    [
      type,
      recipientNo,
      villageCode,
      due,
      paid,
      difference,
      paidOn,
      null,
      null,
      one.accountDue,
      one.accountPaid
    ]
      .map((cell) => cell ?? '')
      .join()
  )
  // The name of the village comes last.
  const shown = csv.text.slice(1).split('\n').slice(1, -1)
  const unnamed = shown.map((line) => line.replace(/,[^,]*$/, ''))
  t.ok(unnamed.join('\n') === rows.join('\n'), 'every exception')
  return check
}

/** The check of a batch, at once or by an operation. */
async function checked(disbursementId: string) {
  const made = await call('POST', '/v1/fund-checks', {
    as: officer,
    body: { kind: 'payment', disbursementId }
  })
  if (made.status > 202) throw new Error(`nothing was checked: ${made.text}`)
  if (made.status === 201) return made.body
  const { body } = await ended(made.body.id)
  return (await call('GET', `/v1/fund-checks/${body.result.checkId}`, { as: officer })).body
}

t.test('any roster against any payments', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rosterLine, { minLength: 1, maxLength: 40 }),
      fc.array(paymentLine, { minLength: 1, maxLength: 40 }),
      async (own, paid) => {
        await agrees(t, own, paid)
        return t.passing()
      }
    ),
    { numRuns: 60 }
  )
})

t.test('200,000 lines, by an operation; twice the same', async (t) => {
  const lines = 100_000
  const own = Array.from({ length: lines }, (_, n) => ({
    no: `R${n % (lines - 500)}`,
    village: villages[n % 3] as string,
    fen: BigInt(n * 7919) % 200_000n,
    account: n % 4 === 0 ? '' : `62${n}`
  }))
  const paid = Array.from({ length: lines }, (_, n) => ({
    no: `R${n + (n % 300 === 0 ? lines : 0)}`,
    fen: (BigInt(n * 7919) + (n % 97 === 0 ? 1n : 0n)) % 200_000n,
    paidOn: n % 101 === 0 ? '2030-02-11' : '2030-02-08',
    account: `62${n + (n % 89 === 0 ? 1 : 0)}`,
    status: n % 83 === 0 ? ('returned' as const) : ('paid' as const)
  }))
  const first = await agrees(t, own, paid)
  const again = await checked(first.disbursementId)
  t.not(again.id, first.id)
  t.equal(again.contentHash, first.contentHash)
  t.match((await read(first.disbursementId)).body, { roster: { lines } })
})
