import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

/** What a notice says, wherever the tests need one. */
export function noticeTo(unitCode: string, ...unitCodes: string[]) {
  const title = '关于资金发放不及时的通报'
  return { unitCode, title, text: '请立即整改。', addressees: { unitCodes }, causes: [] }
}

/** A notice of the owner, issued to the target; gives its id. */
export async function makeNotice(service: TestService): Promise<string> {
  return issuedNotice(service, owner, target)
}

/** A notice of one unit to another one below it, taken as far as `steps` say. */
export async function issuedNotice(
  { call }: TestService,
  unit: string,
  to: string,
  ...steps: ('given' | 'accepted')[]
): Promise<string> {
  const post = async (url: string, as: string, body?: object) => {
    const answer = await call('POST', `/v1/notices${url}`, { as: person(as), body })
    if (answer.status >= 300) throw new Error(`the notice did not come so far: ${url} ${answer.text}`)
    return answer.body
  }
  const { id } = await post('', unit, noticeTo(unit, to))
  await post(`/${id}/issue`, unit)
  if (steps.length > 0) await post(`/${id}/answers`, to, { text: '已整改。' })
  if (steps.includes('accepted')) await post(`/${id}/answers/${to}/accept`, unit)
  return id
}
