import type { Answer, CallOptions, Person, TestService } from '../support/service.ts'

export interface Term {
  rule: string
  startedOn: string
  baseDueOn: string
  dueOn: string
  metOn: string | null
  state: string
  excludedDays: number
  extendedDueOn: string | null
}

export interface Case {
  id: string
  number: string
  kind: string
  state: string
  unitCode: string
  decidingUnitCode: string
  nextDueOn: string | null
  overdue: boolean
  handlerName: string | null
  sameFactsAs: string | null
  closedOn: string | null
  terms: Term[]
}

type Role = Person['roles'][number]

/** The county whose cases these tests are about, in the city 2201 of the province 22. */
export const county = '220102'
export const township = '220102001'

/** Somebody of a unit who handles cases; a leader does, too. */
export function clerk(unit = county, role: Role = 'caseworker', sub = `${unit} ${role}`): Person {
  return { unit, roles: [role], sub }
}
export const leader = (unit = county): Person => clerk(unit, 'leader')

/** A person of a unit who handles cases and leads. */
export const officer = (unit: string, sub = `clerk ${unit}`): Person => ({
  unit,
  roles: ['caseworker', 'leader'],
  sub
})
export const reader = (unit: string, sub = `reader ${unit}`): Person => ({
  unit,
  roles: ['identity-reader'],
  sub
})
export const auditor = (unit: string, sub = `auditor ${unit}`): Person => ({ unit, roles: ['auditor'], sub })

/** What a case of the tests looks like when nothing else is said. */
export function intake(more: object = {}): Record<string, unknown> {
  return {
    kind: 'appeal',
    channel: 'hotline',
    receivedAt: '2026-03-02T08:30:00+08:00',
    unitCode: county,
    category: 'low-income-allowance',
    summary: '反映低保申请长期未得到答复',
    anonymous: true,
    ...more
  }
}

/** An appeal by telephone, of a person who gave their name. */
export const appeal = {
  ...intake(),
  unitCode: '220102',
  summary: '反映低保申请长期未得到答复',
  anonymous: false,
  reporter: { name: '王秀兰', phone: '13844012345', idNumber: '220102196203150022', address: '南岭街道8号' }
}

/** An anonymous report on the city 2201. */
export const report = {
  ...intake(),
  kind: 'report',
  channel: 'letter',
  unitCode: '22',
  accusedUnitCode: '2201',
  category: 'fund-management',
  summary: '检举截留低保资金',
  reporter: undefined
}

/** Bodies that fit each step. */
export const bodies: Record<string, object> = {
  decline: { reason: '不属于受理范围' },
  forward: { toUnitCode: township, note: '请依职权办理' },
  object: { reason: '不属于本单位职权范围' },
  extend: { days: 30, reason: '案情复杂' },
  exclude: { from: '2026-03-09', to: '2026-03-10', reason: '听证' },
  reply: { text: '已核实并补发', outcome: 'upheld', cause: 'late-handling' },
  'request-review': { requestedOn: '2026-03-02' },
  review: { text: '维持原答复', outcome: 'maintained' },
  'request-recheck': { requestedOn: '2026-03-02' },
  recheck: { text: '维持复查意见', outcome: 'maintained' },
  recuse: { reason: '与信访人有利害关系' },
  readmit: { sub: 'aside', reason: '经查无利害关系' },
  accuse: { accusedUnitCode: '220103', reason: '办理中查明' }
}

/** How a case of a kind comes to a state, step by step, each by a unit whose turn it is. */
const ways: Record<string, readonly (readonly [step: string, unit: string])[]> = {
  received: [],
  accepted: [['accept', county]],
  declined: [['decline', county]],
  replied: [
    ['accept', county],
    ['reply', county]
  ],
  'under-review': [
    ['accept', county],
    ['reply', county],
    ['request-review', county]
  ],
  reviewed: [
    ['accept', county],
    ['reply', county],
    ['request-review', county],
    ['review', '2201']
  ],
  'under-recheck': [
    ['accept', county],
    ['reply', county],
    ['request-review', county],
    ['review', '2201'],
    ['request-recheck', '2201']
  ],
  final: [
    ['accept', county],
    ['reply', county],
    ['request-review', county],
    ['review', '2201'],
    ['request-recheck', '2201'],
    ['recheck', '22']
  ],
  withdrawn: [['withdraw', county]],
  closed: [
    ['accept', county],
    ['reply', county],
    ['close', county]
  ]
}
export const states = Object.keys(ways)

/** Takes cases in and through their steps, the shortest way. */
export function casesOf({ call, clock }: TestService) {
  const receive = (more: object = {}, options: CallOptions = {}): Promise<Answer> =>
    call('POST', '/v1/cases', { as: clerk('22'), body: intake(more), ...options })
  const made = async (more: object = {}): Promise<Case> => well(await receive(more)).body
  const read = async (id: string, as: Person = clerk('22')): Promise<Case> =>
    well(await call('GET', `/v1/cases/${id}`, { as })).body
  const step = (id: string, name: string, options: CallOptions = {}): Promise<Answer> =>
    call('POST', `/v1/cases/${id}/${name}`, { as: clerk(), body: bodies[name], ...options })
  const taken = async (id: string, name: string, options: CallOptions = {}): Promise<Case> =>
    well(await step(id, name, options)).body
  /** A case that has come as far as `state`. */
  const standing = async (state: string, more: object = {}): Promise<string> => {
    const { id } = await made(more)
    for (const [name, unit] of ways[state] ?? []) await taken(id, name, { as: clerk(unit) })
    return id
  }
  /** Sets the clock to ten in the morning in Shanghai. */
  const on = (day: string): void => {
    clock.now = new Date(`${day}T10:00:00+08:00`)
  }
  /** Takes in an appeal of a person who gave their name, or what `fields` make of it. */
  const submit = (fields: object = {}, options: CallOptions = {}): Promise<Answer> =>
    call('POST', '/v1/cases', { as: officer('22'), body: { ...appeal, ...fields }, ...options })
  /** A step by an officer, with the body that is given. */
  const take = (id: string, name: string, body: object = {}, as: Person = officer('22')): Promise<Answer> =>
    call('POST', at(id, name), { as, body })
  /** Opens the identity of the reporter. */
  const open = (id: string, as: Person, options: CallOptions = {}): Promise<Answer> =>
    call('POST', at(id, 'reporter-access'), { as, body: { reason: '电话核实情况' }, ...options })
  return { receive, made, read, step, taken, standing, on, submit, take, open }
}

function well(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(answer.text)
  return answer
}

/** The address of a step. */
export function at(id: string, step: string): string {
  return `/v1/cases/${id}/${step}`
}

/** Each term in short: its rule, and when it began, is due and was met. */
export function inShort({ terms }: Pick<Case, 'terms'>): string[] {
  return terms.map(({ rule, startedOn, dueOn, metOn, state }) =>
    [rule, startedOn, dueOn, metOn ?? '-', state].join(' ')
  )
}
