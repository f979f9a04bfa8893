import type { Person, TestService } from '../support/service.ts'

/** A programme of the province, an account of the owner for it, and money that the owner has held too long. */
export async function makeAllocation({ call }: TestService, as: Person, owner: string) {
  const made = async (url: string, body: object) => {
    const answer = await call('POST', url, { as, body })
    if (answer.status >= 300) throw new Error(`the money was not made: ${answer.text}`)
    return answer.body
  }
  const { code: programme } = await made('/v1/fund-programmes', { code: 'of-the-world', name: '临时救助' })
  const account = await made('/v1/fund-accounts', {
    ...{ unitCode: owner, programme, bank: '工商银行', accountNo: '6222020000001' },
    ...{ ledger: true, validFrom: '2026-01-01' }
  })
  const allocation = await made('/v1/allocations', {
    ...{ programme, fromUnitCode: '22', toUnitCode: owner, documentNo: '吉财社指〔2026〕1号' },
    ...{ amount: '1000', receivedOn: '2026-01-05', matching: { budgeted: '100', dueOn: '2026-06-30' } }
  })
  return { programme, fundAccount: account.id as string, allocation: allocation.id as string }
}
