import type { Person, TestService } from '../support/service.ts'
import { petition } from './world.ts'

const words = { text: '意见', cause: 'late-payment' }
const today = '2026-03-02'

/** What each step of a case takes, as it may be taken on the day of the tests. */
export const stepBodies = {
  accept: {},
  decline: { reason: '不属于受理范围' },
  forward: { toUnitCode: '220403', note: '属地办理' },
  object: { reason: '不属于本单位职责' },
  extend: { days: 10, reason: '情况复杂' },
  exclude: { from: '2026-03-03', to: '2026-03-04', reason: '听证' },
  reply: { ...words, outcome: 'upheld' },
  'request-review': { requestedOn: today },
  review: { text: '意见', outcome: 'maintained' },
  'request-recheck': { requestedOn: today },
  recheck: { text: '意见', outcome: 'maintained' },
  withdraw: { reason: '自愿撤回' },
  close: {},
  accuse: { accusedUnitCode: '220403', reason: '办理中查明' },
  'withdraw-accusation': { unitCode: '220403', reason: '经查无关' },
  recuse: { reason: '与信访人有亲属关系' },
  readmit: { sub: 'aside', reason: '经查无亲属关系' },
  'erase-identity': { reason: '信访人申请删除' }
}
type Step = keyof typeof stepBodies

const toReply: Step[] = ['accept', 'reply']
const toReview: Step[] = [...toReply, 'request-review']
const toRecheck: Step[] = [...toReview, 'review', 'request-recheck']

const petitioned = '220402'

/** For each operation on a case the steps that go before it. */
const before: Record<string, Step[]> = {
  acceptCase: [],
  declineCase: [],
  linkCase: [],
  correctCase: [],
  assignCase: [],
  forwardCase: [],
  objectToCase: ['forward'],
  extendCase: ['accept'],
  excludeFromCase: ['accept'],
  replyToCase: ['accept'],
  requestReview: toReply,
  reviewCase: toReview,
  requestRecheck: [...toReview, 'review'],
  recheckCase: toRecheck,
  withdrawCase: [],
  closeCase: toReply,
  accuseInCase: [],
  withdrawAccusation: ['accuse'],
  recuseFromCase: [],
  readmitToCase: ['recuse'],
  correctReporter: [],
  eraseIdentity: [],
  confirmIdentityErasure: ['erase-identity']
}

/** A case of its own for each operation that moves one on, at the step where it may be called. */
export async function casesAtEachStep({ call }: TestService, as: Person): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  // Who steps aside, or accuses, is somebody of the unit: those above let them in again, or take the accusation back.
  const aside = { ...as, unit: petitioned, sub: 'aside' }
  const done = async (url: string, body: unknown): Promise<string> => {
    const who = url.endsWith('/recuse') || url.endsWith('/accuse') ? aside : as
    const { status, body: answer, text } = await call('POST', url, { as: who, body })
    if (status >= 300) throw new Error(`the case did not come so far: ${url} ${text}`)
    return answer.id
  }
  for (const [operation, steps] of Object.entries(before)) {
    const kind = operation.includes('ccus') ? 'report' : 'appeal'
    const id = await done('/v1/cases', { ...petition, kind, unitCode: petitioned })
    for (const step of steps) await done(`/v1/cases/${id}/${step}`, stepBodies[step])
    made[operation] = id
  }
  return made
}
