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

/** From the call to the end: hold, close, or cancel. All in the hands of the unit that called. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/interviews', schema.Interview)
  worded(
    'hold',
    keep,
    describe(
      'holdInterview',
      'interviews',
      '记录约谈',
      'Puts on record what was said and promised',
      'Every commitment has its day, which is not before the interview.'
    ),
    schema.Held,
    (work, id, held) => actions.holdInterview(work, citables, id, held)
  )
  plain(
    'close',
    close,
    describe(
      'closeInterview',
      'interviews',
      '办结约谈',
      'Closes an interview when each commitment is fulfilled or its day has passed'
    ),
    (work, id) => actions.closeInterview(work, citables, id)
  )
  worded(
    'cancel',
    call,
    describe('cancelInterview', 'interviews', '取消约谈', 'Calls off an interview that has not been held'),
    schema.Cancellation,
    (work, id, { reason }) => actions.cancelInterview(work, citables, id, reason)
  )
}
