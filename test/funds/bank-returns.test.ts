import t from 'tap'
import { batchesOf, later, makeProgramme, officer, paymentsHead, paymentsOf } from '../examples/batch.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

/** Single lines that are added to payments: what the bank sent back later. */
const service = await testService(t)
await makeProgramme(service)
service.clock.now = later
const { batch, read, payments } = batchesOf(service)
const { call } = service
const day = '2026-05-09'

const patch = (id: string, raw: string, as = officer) =>
  call('PATCH', `/v1/disbursements/${id}/payments`, { as, raw, type: 'text/csv' })

async function linesOf(uploadId: string) {
  const { body } = await call('GET', `/v1/fund-uploads/${uploadId}/lines`, { as: officer })
  return body.items.map(({ line, recipientNo, amount, account, status }: Record<string, unknown>) =>
    [line, recipientNo, amount, account, status].join(' ')
  )
}

const month = paymentsOf(
  `R1,100,${day},11,paid`,
  `R2,200,${day},22,paid`,
  `R3,300,${day},33,paid`,
  `R3,300,${day},33,paid`,
  `R4,400,${day},44,returned`
)

t.test('a return takes the place of its payment, as a new version with all lines', async (t) => {
  const id = await batch()
  const first = (await payments(id, month)).body
  const { status, body } = await patch(
    id,
    paymentsOf('R2,200.00,2026-05-20,22,退回', 'R3,300,2026-05-20,33,returned')
  )
  t.match(
    { status, body },
    {
      status: 200,
      body: {
        number: 2,
        lines: 5,
        amount: '1300.00',
        paidLines: 2,
        paidAmount: '400.00',
        correctsId: first.id
      }
    }
  )
  t.same(await linesOf(body.id), [
    '2 R1 100.00 11 paid',
    '8 R2 200.00 22 returned',
    '5 R3 300.00 33 paid',
    '9 R3 300.00 33 returned',
    '6 R4 400.00 44 returned'
  ])
  t.equal((await linesOf(first.id)).length, 5, 'the version before stays as it was')
  t.match((await read(id)).body.payments, { id: body.id, correctsId: first.id })
})

t.test('the same lines once more change nothing', async (t) => {
  const id = await batch()
  await payments(id, month)
  const raw = paymentsOf('R1,100,2026-05-20,11,returned')
  const { body: once } = await patch(id, raw)
  const again = await patch(id, raw)
  t.match(again.body, { unchanged: true, id: once.id, number: 2 })
  t.match(
    (await payments(id, month)).body,
    { unchanged: false, number: 3 },
    'the month as it was is another file'
  )
})

t.test('a payment that was not there is added', async (t) => {
  const id = await batch()
  await payments(id, month)
  const { body } = await patch(id, paymentsOf('R5,500,2026-05-20,55,paid', 'R4,400,2026-05-21,44,paid'))
  t.match(body, { lines: 6, paidLines: 6 })
})

t.test('what cannot be added is refused, and nothing is written', async (t) => {
  const id = await batch()
  t.match((await patch(id, month)).body, { status: 409, code: 'payments-missing' })
  await payments(id, month)
  await nothingWritten(t, service, async () => {
    const lines = [`R1,100,${day},11,returned`, `R1,100,${day},11,returned`, `R9,1,${day},99,returned`]
    const missing = await patch(id, paymentsOf(...lines))
    t.match(missing, {
      status: 422,
      body: { rejected: 2, errors: [{ line: 3, code: 'payment-missing' }, { line: 4 }] }
    })
    t.equal((await patch(id, `${paymentsHead}\n`)).body.code, 'upload-empty')
    t.match((await patch(id, paymentsOf('R1,1,nie,11,paid'))).body.errors, [{ code: 'bad-date' }])
    t.equal((await patch(id, month, { ...officer, unit: '220103', sub: 'b' })).status, 404)
    t.equal((await patch(id, month, { ...officer, roles: ['viewer'], sub: 'c' })).status, 403)
  })
})

t.test('the version that was read must be the one that stands', async (t) => {
  const id = await batch()
  await payments(id, month)
  const { etag } = (await read(id)).headers
  const raw = paymentsOf('R1,100,2026-05-20,11,returned')
  const url = `/v1/disbursements/${id}/payments`
  const options = { as: officer, raw, type: 'text/csv', headers: { 'if-match': String(etag) } }
  t.equal((await call('PATCH', url, options)).status, 200)
  t.equal(
    (await call('PATCH', url, { ...options, raw: `${raw}R2,200,2026-05-20,22,returned\n` })).status,
    412
  )
})
