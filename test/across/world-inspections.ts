import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'

// Written out: the world, which tells these codes, is made with this file.
const [owner, below, elsewhere] = ['2201', '220102', '220104']

/** A visit of the owner below it; what is told to the target comes in with the steps. */
const visit = {
  unitCode: owner,
  targetCode: below,
  method: 'unannounced-visit',
  plannedOn: '2026-06-03',
  areas: ['funds']
}
const sound = { areas: [{ area: 'funds', conclusion: 'sound' }] }
const campaign = {
  unitCode: owner,
  topic: '低保资金发放专项督导',
  from: '2026-03-01',
  to: '2026-06-30',
  targets: { unitCodes: [below] }
}

type Step = 'notify' | 'start' | 'complete' | 'publish'

/** An inspection of the owner that has taken these steps; gives its id. */
export async function makeInspection(
  service: TestService,
  steps: readonly Step[] = [],
  targetCode = below
): Promise<string> {
  const method = steps.includes('notify') ? 'open-check' : visit.method
  const id = await made(service, '/v1/inspections', { ...visit, targetCode, method })
  for (const step of steps) {
    await made(service, `/v1/inspections/${id}/${step}`, step === 'complete' ? sound : undefined)
  }
  return id
}

/** A campaign of the owner; gives its id. */
export function makeCampaign(service: TestService): Promise<string> {
  return made(service, '/v1/campaigns', campaign)
}

/** Inspections for the operations that move one on. */
export async function inspectionsAtEachStep(service: TestService): Promise<Record<string, string>> {
  const openCheck = await made(service, '/v1/inspections', { ...visit, method: 'open-check' })
  return {
    changeInspection: await makeInspection(service),
    notifyInspection: openCheck,
    startInspection: await makeInspection(service),
    // Elsewhere, since below they are told of it by then.
    completeInspection: await makeInspection(service, ['start'], elsewhere),
    publishInspection: await makeInspection(service, ['start', 'complete'], elsewhere),
    makeInspectionFinding: await makeInspection(service, ['start'], elsewhere),
    closeCampaign: await makeCampaign(service)
  }
}

export const inspectionBodies: Record<string, unknown> = {
  planInspection: visit,
  changeInspection: { plannedOn: '2026-06-05', areas: [{ area: 'funds' }], team: [], evaluator: null },
  startInspection: { startedAt: '2026-03-01T09:00:00+08:00' },
  completeInspection: {
    areas: [{ area: 'funds', conclusion: 'sound', items: [{ item: 'funds-in-time', conclusion: 'sound' }] }]
  },
  makeInspectionFinding: { area: 'funds', severity: 'minor', text: '台账不全。', evidence: [] },
  makeCampaign: campaign
}

async function made({ call }: TestService, url: string, body?: object): Promise<string> {
  const answer = await call('POST', url, { as: person(owner), body })
  if (answer.status >= 300) throw new Error(`refused: ${answer.text}`)
  return answer.body.id
}
