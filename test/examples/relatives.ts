import { ok, type Person, type TestService } from '../support/service.ts'
import { programme } from './batch.ts'

/** A county with a village, its township, and somebody of each. */
export const [county, township, village, otherVillage] = [
  '220102',
  '220102001',
  '220102001001',
  '220102001002'
]
export const of = (unit: string, roles: Person['roles'] = ['fund-officer', 'viewer']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})

const weights = Array.from({ length: 17 }, (_, n) => 2 ** (17 - n) % 11)

/** A number with the check digit of GB 11643; nobody has it, because its region is none. */
export function idNumber(n: number, region = '229999'): string {
  const digits = `${region}${1950 + Math.floor(n / 1000)}0101${String(n % 1000).padStart(3, '0')}`
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (weights[at] as number), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}

/** A member of the committee of the village. */
export const committeeMember = {
  unitCode: village,
  name: '李秀英',
  kind: 'committee-member',
  post: '村委会委员',
  since: '2024-03-01'
} as const

/** Somebody who handles assistance at the township. */
export const assistanceStaff = {
  unitCode: township,
  name: '赵明',
  kind: 'assistance-staff',
  post: '民政助理',
  since: '2024-03-01'
} as const

/** A relative on the roster; the number of the person is still to be given. */
export const relative = {
  programme,
  recipientNo: 'R1',
  villageCode: village,
  relation: 'parent',
  isHead: true,
  trigger: 'annual'
} as const

/** What a test does with filers and filings. Numbers of people go up with each call. */
export function relativesOf({ call }: TestService, as: Person = of(county)) {
  let people = 0
  const number = () => {
    people += 1
    return idNumber(people)
  }
  const filer = async (more: object = {}) => {
    const body = { ...committeeMember, idNumber: number(), ...more }
    return ok(await call('POST', '/v1/filers', { as, body }))
  }
  const filing = async (filerId: string, more: object = {}, by = as) => {
    const body = { ...relative, filerId, idNumber: number(), ...more }
    return ok(await call('POST', '/v1/relative-filings', { as: by, body }))
  }
  const step = (id: string, name: string, body: object, by = as, headers = {}) =>
    call('POST', `/v1/relative-filings/${id}/${name}`, { as: by, body, headers })
  return { number, filer, filing, step }
}
