import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

export const hotline = '0431-62049999'

/** The channels of a unit, with one phone. */
export async function putChannels({ call }: TestService, code: string, number = hotline): Promise<void> {
  const body = { phones: [{ number, hours: '08:30-17:00' }], online: [] }
  const headers = { 'if-match': '*' }
  const answer = await call('PUT', `/v1/units/${code}/channels`, { as: person(code), body, headers })
  if (answer.status >= 300) throw new Error(`the channels were not entered: ${answer.text}`)
}

/** A test that the owner made of the target's phone; gives its id. */
export async function makeChannelTest(service: TestService): Promise<string> {
  await putChannels(service, target)
  const tried = { triedAt: '2026-03-02T08:40:00+08:00', result: 'no-answer', waitedSeconds: 60 }
  const body = { unitCode: owner, targetCode: target, channel: 'hotline', number: hotline, ...tried }
  const answer = await service.call('POST', '/v1/channel-tests', { as: person(owner), body })
  if (answer.status >= 300) throw new Error(`no test was made: ${answer.text}`)
  return answer.body.id
}
