import type { Row, Rows, Sight } from './row.ts'

const bulletin = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'case-bulletin', record })
/** A case is hidden besides from the unit that a report accuses, and from whoever stepped aside: see secrecy. */
const petition = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'case', record })
const steps = [
  'accept',
  'decline',
  'link',
  'assign',
  'forward',
  'object',
  'extend',
  'exclude',
  'reply',
  'request-review'
]
  .concat(
    'review',
    'request-recheck',
    'recheck',
    'withdraw',
    'close',
    'recuse',
    'readmit',
    'accuse',
    'withdraw-accusation',
    'reporter-access',
    'erase-identity',
    'confirm-erasure'
  )
  .map((step) => [`POST /v1/cases/:id/${step}`, petition('write', 'case')] as const)

export const cases: Rows = {
  'GET /v1/cases': petition('list'),
  'GET /v1/cases/:id': petition('hidden', 'case'),
  'GET /v1/cases/:id/timeline': petition('hidden', 'case'),
  'POST /v1/cases': petition('write'),
  'POST /v1/cases/batch': petition('batch'),
  // For the accounts of systems, which no test here has: test/cases/handed-in.test.ts.
  'GET /v1/handed-in-cases': petition('of-systems'),
  'GET /v1/handed-in-cases/:id': petition('of-systems'),
  ...Object.fromEntries(steps),
  'PATCH /v1/cases/:id': petition('write', 'case'),
  'PUT /v1/cases/:id/reporter': petition('write', 'case'),
  'GET /v1/report-readings': { sight: 'list', scope: 'report-reading' },
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
  'POST /v1/case-bulletins/:id/publish': bulletin('write', 'bulletin')
}
