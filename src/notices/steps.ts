import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'

const issue: FastifyContextConfig = { permission: 'notices:issue', scope: 'notice' }

/** From the draft to the end: issue, then close or withdraw. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/notices', schema.Notice)
  plain(
    'issue',
    issue,
    describe(
      'issueNotice',
      'notices',
      '下发通报',
      'Issues a notice',
      'It gets its number; whom it is addressed to is frozen; for each unit the term for the answer begins.'
    ),
    (work, id) => actions.issueNotice(work, citables, id)
  )
  plain(
    'close',
    issue,
    describe('closeNotice', 'notices', '办结通报', 'Closes a notice of which every answer is accepted'),
    (work, id) => actions.closeNotice(work, citables, id)
  )
  worded(
    'withdraw',
    issue,
    describe(
      'withdrawNotice',
      'notices',
      '撤回通报',
      'Takes a draft or an issued notice back',
      'Those it was issued to still see it, with the reason; nobody owes an answer any more.'
    ),
    schema.NoticeWithdrawal,
    (work, id, { reason }) => actions.withdrawNotice(work, citables, id, reason)
  )
}
