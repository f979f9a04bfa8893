import { programme } from '../examples/batch.ts'
import { idNumber } from '../examples/relatives.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { payer } from './world-funds.ts'

/** A number without a region, for the examples of the document, which name nobody. */
export const placeholder = (n: number) => idNumber(n, '000000')

let people = 500

/** A member of the committee of a village of the owner; gives the id. */
export async function makeFiler({ call }: TestService): Promise<string> {
  people += 1
  const body = {
    unitCode: payer.village,
    name: '李某',
    kind: 'committee-member',
    post: '村委会委员',
    idNumber: placeholder(people),
    since: '2024-03-01'
  }
  const answer = await call('POST', '/v1/filers', { as: person('2201'), body })
  if (answer.status >= 300) throw new Error(`no filer was entered: ${answer.text}`)
  return answer.body.id
}

/** A table with a member of the committee of that village. */
export const filersTable = [
  'unitCode,name,kind,post,idNumber,since',
  `${payer.village},张某,村干部,村委会委员,${placeholder(496)},2024-03-01`,
  ''
].join('\n')

/** What a filer of the owner files. */
export function filingOf(filerId: string): object {
  people += 1
  const recipient = {
    programme,
    recipientNo: 'R1',
    villageCode: payer.village,
    idNumber: placeholder(people)
  }
  return { filerId, ...recipient, relation: 'parent', isHead: true, trigger: 'annual' }
}

/** A relative whom such a filer has filed; gives the ids of both. */
export async function makeFiling(service: TestService) {
  const filer = await makeFiler(service)
  const answer = await service.call('POST', '/v1/relative-filings', {
    as: person('2201'),
    body: filingOf(filer)
  })
  if (answer.status >= 300) throw new Error(`no relative was filed: ${answer.text}`)
  return { filer, filing: String(answer.body.id) }
}

const dispute = { reason: 'not-related', foundOn: '2026-03-01', basis: '户籍档案显示双方无亲属关系。' }

/** A dispute of such a filing. */
export async function makeDispute(service: TestService): Promise<string> {
  const { filing } = await makeFiling(service)
  const url = `/v1/relative-filings/${filing}/dispute`
  const answer = await service.call('POST', url, { as: person('2201'), body: dispute })
  if (answer.status !== 201) throw new Error(`no filing was disputed: ${answer.text}`)
  return answer.body.id
}

/** Such a filing with a check that covers it. */
export async function makeRelativeCheck(service: TestService) {
  const made = await makeFiling(service)
  const body = { unitCode: '2201', programme, period: '2026-01', asOf: '2026-03-02' }
  const check = await service.call('POST', '/v1/relative-checks', { as: person('2201'), body })
  if (check.status !== 201) throw new Error(`no check was made: ${check.text}`)
  return { ...made, relativeCheck: String(check.body.id), relativeDispute: await makeDispute(service) }
}

/** Filers and filings for the operations that use theirs up. */
export async function relativesAtEachStep(service: TestService): Promise<Record<string, string>> {
  const filed = async () => (await makeFiling(service)).filing
  return {
    putRelativeTies: '2201',
    changeFiler: await makeFiler(service),
    leaveFiler: await makeFiler(service),
    declareRelatives: await makeFiler(service),
    registerRelativeFiling: await filed(),
    visitRelativeHousehold: await filed(),
    correctRelativeFiling: await filed(),
    endRelativeFiling: await filed(),
    disputeRelativeFiling: await filed(),
    withdrawRelativeDispute: await makeDispute(service)
  }
}

export const relativeBodies: Record<string, unknown> = {
  createRelativeCheck: { unitCode: '2201', programme, period: '2026-01' },
  makeRelativeCheckFindings: { types: ['unregistered'], severity: 'minor', rectifyBy: '2026-04-01' },
  registerFiler: {
    unitCode: payer.village,
    name: '王某',
    kind: 'committee-member',
    post: '村委会主任',
    idNumber: placeholder(499),
    since: '2024-03-01'
  },
  changeFiler: { post: '村委会副主任', name: '李某', since: '2024-03-02', idNumber: placeholder(498) },
  leaveFiler: { on: '2026-03-01', reason: '换届' },
  declareRelatives: { declaredOn: '2026-03-01', relatives: 0 },
  registerRelativeFiling: { level: 'county', onBehalf: true },
  correctRelativeFiling: { recipientNo: 'R2', isHead: false, reason: '编号录入有误' },
  disputeRelativeFiling: dispute,
  withdrawRelativeDispute: { reason: '经复核，亲属关系属实。' },
  endRelativeFiling: { on: '2026-03-02', reason: 'left-programme' }
}
