import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

/** What an interview is called with, wherever the tests need one. */
export function interviewWith(unitCode: string, intervieweeUnitCode: string) {
  const reason = '资金发放不及时'
  return { unitCode, intervieweeUnitCode, reason, causes: [], calledFor: '2026-12-10T09:00:00+08:00' }
}

export const held = {
  heldAt: '2026-03-02',
  minutes: '指出问题，作出承诺。',
  attendees: ['甲', '乙'],
  commitments: [{ text: '补发资金', dueOn: '2026-03-31' }]
}

/** Who answers for a failing of one unit within another, by a case. */
export function accountFor(unitCode: string, subjectUnitCode: string, cause: { kind: string; id: string }) {
  const who = { subject: 'department', person: 'leader', share: 'primary', nature: 'dereliction' }
  const outcome = { kind: 'demerit', decidedOn: '2026-03-01' }
  return {
    unitCode,
    subjectUnitCode,
    ...who,
    personName: '丙',
    outcome,
    causes: [cause],
    facts: '未落实承诺。'
  }
}

/** What each step of an interview takes. */
export const interviewBodies = {
  callInterview: interviewWith('22', '2204'),
  changeInterview: { reason: '改', calledFor: '2026-12-11' },
  holdInterview: held,
  cancelInterview: { reason: '另行安排' },
  reportCommitment: { text: '已补发' },
  fulfilCommitment: { note: '已核实', fulfilledOn: '2026-03-02' },
  liftAccountability: { on: '2026-03-02', reason: '复核后撤销' }
}

async function posted({ call }: TestService, url: string, as: string, body?: object): Promise<string> {
  const answer = await call('POST', url, { as: person(as), body })
  if (answer.status >= 300) throw new Error(`it did not come so far: ${url} ${answer.text}`)
  return answer.body.id
}

/** An interview of the owner with the target, and who answered for what was promised in it. */
export async function makeInterview(service: TestService) {
  const interview = await posted(service, '/v1/interviews', owner, interviewWith(owner, target))
  await posted(service, `/v1/interviews/${interview}/hold`, owner, held)
  const body = accountFor(owner, target, { kind: 'interview', id: interview })
  return { interview, accountability: await posted(service, '/v1/accountability-records', owner, body) }
}

/** Interviews, and what followed from one, for the operations that move one on. */
export async function interviewsAtEachStep(
  service: TestService,
  unit: string,
  with_: string
): Promise<Record<string, string>> {
  const called = () => posted(service, '/v1/interviews', unit, interviewWith(unit, with_))
  const spoken = async (more: object = {}) =>
    posted(service, `/v1/interviews/${await called()}/hold`, unit, { ...held, ...more })
  const cause = { kind: 'interview', id: await called() }
  return {
    changeInterview: await called(),
    holdInterview: await called(),
    cancelInterview: await called(),
    reportCommitment: await spoken(),
    fulfilCommitment: await spoken(),
    closeInterview: await spoken({ commitments: [] }),
    liftAccountability: await posted(
      service,
      '/v1/accountability-records',
      unit,
      accountFor(unit, with_, cause)
    )
  }
}
