import { programme } from '../examples/batch.ts'
import { idNumber } from '../examples/relatives.ts'
import type { TestService } from '../support/service.ts'
import { beside, done, type People, target } from './secret.ts'

const number = (n: number) => idNumber(88_000 + n)

/** What everybody has: filers of the township and the village with a filing each, and a roster of the county. */
export async function makeRelatives({ call }: TestService, person: People): Promise<string[]> {
  const as = person(target.county)
  const filings: string[] = []
  for (const [n, unitCode] of [target.village, target.township].entries()) {
    const kind = unitCode === target.village ? 'committee-member' : 'assistance-staff'
    const body = { unitCode, name: '李某', kind, post: '委员', since: '2024-03-01', idNumber: number(n) }
    const { id: filerId } = await done(call('POST', '/v1/filers', { as, body }))
    const recipient = {
      programme,
      recipientNo: `R${n}`,
      villageCode: target.village,
      idNumber: number(10 + n)
    }
    const filing = { ...recipient, filerId, relation: 'parent', isHead: true, trigger: 'annual' }
    filings.push((await done(call('POST', '/v1/relative-filings', { as, body: filing }))).id)
  }
  return filings
}

/** What a unit knows of the filers below it, and what it found: ties, checks, and a dispute of each filing. */
export async function compareRelatives(
  { call }: TestService,
  person: People,
  unitCode: string,
  filings: readonly string[]
): Promise<void> {
  const as = person(unitCode)
  const lines = [0, 1].map((n) => `${number(n)},${number(10 + n)},parent,registry`)
  const raw = ['filerIdNumber,relativeIdNumber,relation,source', ...lines, ''].join('\n')
  const headers = { 'idempotency-key': `ties-of-${unitCode}` }
  await done(call('PUT', `/v1/units/${unitCode}/relative-ties`, { as, raw, type: 'text/csv', headers }))
  const dispute = { reason: 'not-related', foundOn: '2026-03-01', basis: '户籍档案显示双方无亲属关系。' }
  const made: string[] = []
  for (const id of filings) {
    made.push((await done(call('POST', `/v1/relative-filings/${id}/dispute`, { as, body: dispute }))).id)
  }
  for (const checked of [target.county, target.township, target.village, beside.county]) {
    const body = { unitCode: checked, programme, period: '2026-03' }
    await done(call('POST', '/v1/relative-checks', { as, body }))
  }
  const withdrawal = { as, body: { reason: '经复核属实。' } }
  await done(call('POST', `/v1/relative-disputes/${made[0]}/withdraw`, withdrawal))
}
