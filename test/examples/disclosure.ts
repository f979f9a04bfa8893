import { sql } from 'kysely'
import { ok, type Person, type TestService } from '../support/service.ts'

export const [city, county, township, village] = ['2201', '220102', '220102001', '220102001001']

/** Somebody who keeps disclosures at a unit. */
export function keeper(unit: string, roles: Person['roles'] = ['fund-officer', 'viewer']): Person {
  return { unit, roles, sub: `${unit}:keeper` }
}
/** Somebody who checks them. */
export function checker(unit: string): Person {
  return { unit, roles: ['inspector', 'viewer'], sub: `${unit}:checker` }
}

export const website = {
  unitCode: county,
  content: 'policy',
  channel: 'website',
  address: 'https://www.example.gov.cn/shjz/zc.html',
  postedOn: '2026-03-02'
}

/** What a test does with boards, disclosures and checks. */
export function disclosuresOf({ call }: TestService) {
  /** A board of a unit, entered by its county; gives its id. */
  const board = async (unitCode = village, more: object = {}, as = keeper(unitCode)): Promise<string> => {
    const body = { unitCode, place: '村委会门口', since: '2020-05-01', ...more }
    return ok(await call('POST', '/v1/notice-boards', { as, body })).id
  }
  /** A disclosure of the county on its website, unless the test says otherwise; gives its id. */
  const post = async (more: object = {}, as = keeper(county)): Promise<string> =>
    ok(await call('POST', '/v1/disclosures', { as, body: { ...website, ...more } })).id
  /** Something on a board. */
  const hang = (boardId: string, unitCode: string, more: object = {}, as = keeper(unitCode)) => {
    const { address: _, ...plain } = website
    const body = { ...plain, unitCode, channel: 'board', boardId, ...more }
    return call('POST', '/v1/disclosures', { as, body })
  }
  const step = (id: string, name: 'remove' | 'withdraw', body: object, as = keeper(county)) =>
    call('POST', `/v1/disclosures/${id}/${name}`, { as, body })
  const read = async (id: string, as = keeper(county)) =>
    ok(await call('GET', `/v1/disclosures/${id}`, { as }))
  const check = {
    ...{ unitCode: city, targetCode: county, checkedOn: '2026-03-02', channel: 'website' },
    observations: [{ content: 'recipients', result: 'missing' }]
  }
  /** A check that the city made of the county; gives its id. */
  const checked = async (more: object = {}, as = checker(city)): Promise<string> =>
    ok(await call('POST', '/v1/disclosure-checks', { as, body: { ...check, ...more } })).id
  return { board, post, hang, step, read, check, checked }
}

/** What a county has to show of a month whose term is over, as the reaction to its rosters writes it. */
export async function monthDue(
  { database }: TestService,
  programmeId: string,
  period: string,
  dueOn: string,
  villages: string[]
): Promise<void> {
  const path = sql<string>`unit_path(${county})`
  const days = { stood_on: `${period}-02`, due_on: dueOn, limit_on: dueOn }
  const row = { id: sql<string>`uuid_v7()`, unit_code: county, path, period: `${period}-01`, ...days }
  await database.owner.db
    .insertInto('website_due')
    .values({ ...row, programme_id: programmeId, villages })
    .execute()
}
