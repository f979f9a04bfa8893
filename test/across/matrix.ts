/**
 * What a route shows to people of other units.
 *
 * - `public`: no token is asked for.
 * - `open`: everybody sees the same.
 * - `self`: what the token says, nothing else.
 * - `top`: for people of a unit at the top alone.
 * - `top-write`: a change of what all share, by people of a unit at the top and the operator alone.
 * - `place`: an answer about the own unit, or about one that the caller may know of.
 * - `hidden`: a record of a unit, for its people and those above: nobody else learns that it exists.
 * - `line`: a record that people below are part of, and see too.
 * - `list`: records within the caller's own unit; another unit cannot be named.
 * - `list-line`: the same, and the units above can be named.
 * - `write`: a change; outside the own unit it is refused as if there were nothing.
 */
export type Sight =
  | 'public'
  | 'open'
  | 'self'
  | 'top'
  | 'top-write'
  | 'place'
  | 'hidden'
  | 'line'
  | 'list'
  | 'list-line'
  | 'write'

interface Row {
  sight: Sight
  /** The kind of record that its route declares; `open` and `self` where there is none. */
  scope: string
  /** Which record of the world its address names. */
  record?:
    | 'unit'
    | 'rule'
    | 'plan'
    | 'task'
    | 'draw'
    | 'operation'
    | 'case'
    | 'letter'
    | 'referral'
    | 'bulletin'
    | 'staff'
}

const plan = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'inspection-plan', record })
const unit = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'unit', record })
const rule = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'local-rule', record })
const bulletin = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'case-bulletin', record })
/** A case is hidden besides from the unit that a report accuses, and from whoever stepped aside: see secrecy. */
const petition = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'case', record })
const staff = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'staff', record })
const steps = [
  'accept',
  'decline',
  'link',
  'forward',
  'object',
  'extend',
  'exclude',
  'reply',
  'request-review'
]
  .concat('review', 'request-recheck', 'recheck', 'withdraw', 'close', 'recuse', 'reporter-access')
  .map((step) => [`POST /v1/cases/:id/${step}`, petition('write', 'case')] as const)
const open = (sight: Sight = 'open'): Row => ({ sight, scope: 'open' })

/** Every route of the service. One that is not here fails the test: say here who may see what it shows. */
export const matrix: Record<string, Row> = {
  'GET /openapi.json': open('public'),
  'GET /docs': open('public'),
  'GET /docs/*': open('public'),
  'GET /livez': open('public'),
  'GET /readyz': open('public'),
  'GET /v1/dictionaries': open(),
  'GET /v1/me': { sight: 'self', scope: 'self' },
  'GET /v1/audit': { sight: 'list', scope: 'audit' },
  'GET /v1/audit/verification': open('top'),
  'GET /v1/operations/:id': { sight: 'hidden', scope: 'operation', record: 'operation' },
  'GET /v1/units': unit('list'),
  'GET /v1/units/:code': unit('line', 'unit'),
  'GET /v1/units/:code/ancestors': unit('line', 'unit'),
  'GET /v1/units/:code/timeline': unit('line', 'unit'),
  'GET /v1/units/:code/obligations': unit('line', 'unit'),
  'POST /v1/units': unit('write'),
  'PATCH /v1/units/:code': unit('write', 'unit'),
  'POST /v1/units/:code/retire': unit('write', 'unit'),
  'POST /v1/units/import': unit('write'),
  'GET /v1/calendar/:year': open(),
  'PUT /v1/calendar/:year': open('top-write'),
  'GET /v1/terms/preview': unit('place'),
  'GET /v1/policies': open(),
  'GET /v1/policies/:id': open(),
  'GET /v1/checklists': open(),
  'GET /v1/local-rules': rule('list-line'),
  'GET /v1/local-rules/:id': rule('line', 'rule'),
  'POST /v1/local-rules': rule('write'),
  'GET /v1/inspection-plans': plan('list'),
  'GET /v1/inspection-plans/:id': plan('hidden', 'plan'),
  'GET /v1/inspection-plans/:id/progress': plan('hidden', 'plan'),
  'GET /v1/inspection-plans/:id/tasks': plan('hidden', 'plan'),
  'GET /v1/inspection-plans/:id/draws': plan('hidden', 'plan'),
  'GET /v1/inspection-tasks/:id': plan('hidden', 'task'),
  'GET /v1/draws/:id/frame': plan('hidden', 'draw'),
  'GET /v1/draws/:id/verification': plan('hidden', 'draw'),
  'POST /v1/inspection-plans': plan('write'),
  'POST /v1/inspection-plans/generate': plan('write'),
  'POST /v1/inspection-plans/:id/submit': plan('write', 'plan'),
  'POST /v1/inspection-plans/:id/approve': plan('write', 'plan'),
  'POST /v1/inspection-plans/:id/return': plan('write', 'plan'),
  'POST /v1/inspection-plans/:id/close': plan('write', 'plan'),
  'PATCH /v1/inspection-tasks/:id': plan('write', 'task'),
  'POST /v1/inspection-tasks/:id/replace': plan('write', 'task'),
  'GET /v1/cases': petition('list'),
  'GET /v1/cases/:id': petition('hidden', 'case'),
  'GET /v1/cases/:id/timeline': petition('hidden', 'case'),
  'POST /v1/cases': petition('write'),
  ...Object.fromEntries(steps),
  'GET /v1/letters': petition('list'),
  'GET /v1/letters/:id': petition('hidden', 'letter'),
  'GET /v1/cases/:id/letters': petition('hidden', 'case'),
  'GET /v1/cases/:id/referrals': petition('hidden', 'case'),
  'GET /v1/referrals/:id': petition('hidden', 'referral'),
  'POST /v1/cases/:id/letters': petition('write', 'case'),
  'POST /v1/letters/:id/answer': petition('write', 'letter'),
  'POST /v1/cases/:id/referrals': petition('write', 'case'),
  'POST /v1/referrals/:id/receipt': petition('write', 'referral'),
  'POST /v1/referrals/:id/outcome': petition('write', 'referral'),
  'GET /v1/case-bulletins': bulletin('list-line'),
  // A draft. What people below see once it is published: test/cases/bulletins-open.test.ts.
  'GET /v1/case-bulletins/:id': bulletin('hidden', 'bulletin'),
  'POST /v1/case-bulletins': bulletin('write'),
  'POST /v1/case-bulletins/:id/refresh': bulletin('write', 'bulletin'),
  'POST /v1/case-bulletins/:id/publish': bulletin('write', 'bulletin'),
  'GET /v1/staff': staff('list'),
  'GET /v1/staff/:id': staff('hidden', 'staff'),
  'POST /v1/staff': staff('write'),
  'PATCH /v1/staff/:id': staff('write', 'staff')
}

export function routesOf(sight: Sight): [route: string, row: Row][] {
  return Object.entries(matrix).filter(([, row]) => row.sight === sight)
}
