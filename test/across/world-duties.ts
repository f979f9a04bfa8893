import { dutyExamples } from '../examples/duties.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner } from './world.ts'

/** A duty record of the owner that units below do not see; gives its id. */
export async function makeDuty({ call }: TestService, unitCode = owner): Promise<string> {
  const body = { unitCode, year: 2026, ...dutyExamples.publicity }
  const answer = await call('POST', '/v1/duty-records', { as: person(unitCode), body })
  if (answer.status >= 300) throw new Error(`no duty record was filed: ${answer.text}`)
  return answer.body.id
}
