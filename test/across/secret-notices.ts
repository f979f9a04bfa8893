import type { TestService } from '../support/service.ts'
import { beside, done, type People, target } from './secret.ts'

const words = { title: '关于审核确认不规范的通报', text: '经暗访发现，请立即整改。' }

/** What everybody has: a notice of the province that the city and its county were told of. */
export async function makeNotices(service: TestService, person: People): Promise<void> {
  await issue(service, person, [target.city, target.county])
}

/**
 * Secret to the city and all around it: a notice that the province is drafting to it, resting on a case of the
 * city's own; and one that was issued to the city beside, and answered.
 */
export async function makeSecretNotices(service: TestService, person: People): Promise<void> {
  const { call } = service
  const as = person('22')
  const cases = await done(call('GET', `/v1/cases?unitCode=${target.city}&limit=1`, { as }))
  const causes = [{ kind: 'case', id: cases.items[0].id }]
  const body = { unitCode: '22', ...words, addressees: { unitCodes: [target.city, target.county] }, causes }
  const { id } = await done(call('POST', '/v1/notices', { as, body }))
  const change = { as, body: { answerBy: '2026-05-20' }, headers: { 'if-match': '"1"' } }
  await done(call('PATCH', `/v1/notices/${id}`, change))
  const other = await issue(service, person, [beside.city])
  const answer = { as: person(beside.city), body: { text: '已整改。' } }
  await done(call('POST', `/v1/notices/${other}/answers`, answer))
}

async function issue({ call }: TestService, person: People, unitCodes: string[]): Promise<string> {
  const as = person('22')
  const body = { unitCode: '22', ...words, addressees: { unitCodes }, causes: [] }
  const { id } = await done(call('POST', '/v1/notices', { as, body }))
  await done(call('POST', `/v1/notices/${id}/issue`, { as }))
  return id
}
