import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

/** A notice board of a unit; gives its id. */
export function makeBoard(service: TestService, unitCode = owner, place = '政务大厅'): Promise<string> {
  return made(service, '/v1/notice-boards', unitCode, { unitCode, place, since: '2020-05-01' })
}

/** A policy on the website of a unit; gives its id. */
export function makeDisclosure(service: TestService, unitCode = owner): Promise<string> {
  const address = 'https://www.example.gov.cn/shjz/zc.html'
  const body = { unitCode, content: 'policy', channel: 'website', address, postedOn: '2026-03-01' }
  return made(service, '/v1/disclosures', unitCode, body)
}

/**
 * A check of the target's website by the owner, which the target does not see; or one that it was told of, since
 * private data were on show. Gives its id.
 */
export function makeDisclosureCheck(
  service: TestService,
  result: 'missing' | 'leaks' = 'missing'
): Promise<string> {
  const observations = [{ content: 'policy', result }]
  const about = { unitCode: owner, targetCode: target, checkedOn: '2026-03-01', channel: 'website' }
  return made(service, '/v1/disclosure-checks', owner, { ...about, observations })
}

async function made({ call }: TestService, url: string, unit: string, body: object): Promise<string> {
  const answer = await call('POST', url, { as: person(unit), body })
  if (answer.status >= 300) throw new Error(`nothing was disclosed: ${answer.text}`)
  return answer.body.id
}
