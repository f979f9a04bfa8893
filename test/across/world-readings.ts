import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { petition, target } from './world.ts'

/** A report on a township that the target handles; somebody of the target reads it. */
export async function makeReading({ call }: TestService): Promise<void> {
  const { reporter: _, ...case_ } = petition
  const report = { ...case_, kind: 'report', anonymous: true, unitCode: target }
  const body = { ...report, accusedUnitCode: `${target}001` }
  const made = await call('POST', '/v1/cases', { as: person(target), body })
  if (made.status >= 300) throw new Error(`the report was not made: ${made.text}`)
  const read = await call('GET', `/v1/cases/${made.body.id}`, { as: person(target) })
  if (read.status !== 200) throw new Error(`the report was not read: ${read.text}`)
}
