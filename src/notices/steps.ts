import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import { type StepName, steps } from './rules.ts'
import * as schema from './schema.ts'

/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({
  permission: steps[step].permission,
  scope: 'notice'
})

/** From the draft to the end: issue, then close or withdraw. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/notices', schema.Notice)
  plain(
    'issue',
    config('issue'),
    describe('issueNotice', 'notices', '下发通报', {
      zh: '下发通报：编定文号，被通报单位不再变动，各单位的答复期限开始计算。',
      en:
        'Issues a notice. It gets its number, the addressed units are fixed, and for each of them the ' +
        'term for the answer begins.'
    }),
    (work, id) => actions.issueNotice(work, citables, id)
  )
  plain(
    'close',
    config('close'),
    describe('closeNotice', 'notices', '办结通报', {
      zh: '办结通报。全部答复获认可后方可办结。',
      en: 'Closes a notice once every answer has been accepted.'
    }),
    (work, id) => actions.closeNotice(work, citables, id)
  )
  worded(
    'withdraw',
    config('withdraw'),
    describe('withdrawNotice', 'notices', '撤回通报', {
      zh: '撤回草稿或者已下发的通报。被通报单位仍可查看通报及撤回理由，不再需要答复。',
      en:
        'Withdraws a draft or an issued notice. The addressed units still see it, with the reason; no ' +
        'unit has to answer any more.'
    }),
    schema.NoticeWithdrawal,
    (work, id, { reason }) => actions.withdrawNotice(work, citables, id, reason)
  )
}
