import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'

const scope = 'interview'
const keep: FastifyContextConfig = { permission: 'interviews:keep', scope }
const call: FastifyContextConfig = { permission: 'interviews:call', scope }
const close: FastifyContextConfig = { permission: 'interviews:close', scope }

/** The steps after the call: hold, close or cancel. All are taken by the unit that called the interview. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/interviews', schema.Interview)
  worded(
    'hold',
    keep,
    describe('holdInterview', 'interviews', '记录约谈', {
      zh: '登记约谈纪要和承诺。每项承诺都有完成期限，且不早于约谈日期。',
      en:
        'Records the minutes and the commitments. Every commitment has a due day, which is not earlier ' +
        'than the interview.'
    }),
    schema.Held,
    (work, id, held) => actions.holdInterview(work, citables, id, held)
  )
  plain(
    'close',
    close,
    describe('closeInterview', 'interviews', '办结约谈', {
      zh: '办结约谈。各项承诺均已完成或期限已过时方可办结。',
      en: 'Closes an interview once every commitment is fulfilled or past its due day.'
    }),
    (work, id) => actions.closeInterview(work, citables, id)
  )
  worded(
    'cancel',
    call,
    describe('cancelInterview', 'interviews', '取消约谈', {
      zh: '取消尚未举行的约谈。',
      en: 'Cancels an interview that has not been held yet.'
    }),
    schema.Cancellation,
    (work, id, { reason }) => actions.cancelInterview(work, citables, id, reason)
  )
}
