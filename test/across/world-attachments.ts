import { files, upload } from '../examples/files.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner } from './world.ts'

/** A file of a duty record of the owner; gives its id. */
export async function makeAttachment(service: TestService, dutyId: string): Promise<string> {
  const query = `?subjectKind=duty-record&subjectId=${dutyId}`
  const answer = await upload(service, query, '照片.jpg', files.jpg, { as: person(owner) })
  if (answer.status >= 300) throw new Error(`no file was attached: ${answer.text}`)
  return answer.body.id
}

/** A file that waits for its record, of the person who is to link it; gives its id. */
export async function makeWaiting(service: TestService, operation: string): Promise<string> {
  const answer = await upload(service, '', '照片.jpg', files.jpg, { as: person('2203', operation) })
  if (answer.status >= 300) throw new Error(`no file was uploaded: ${answer.text}`)
  return answer.body.id
}
