import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { accuse, withdrawAccusation } from '../accused/actions.ts'
import { linkCase } from '../links/actions.ts'
import * as recusals from '../recusals/actions.ts'
import { Case } from '../schema.ts'
import * as actions from './actions.ts'
import * as reviews from './reviews.ts'
import * as schema from './schema.ts'

const handle: FastifyContextConfig = { permission: 'cases:handle', scope: 'case' }
const extend: FastifyContextConfig = { permission: 'cases:extend', scope: 'case' }
const clear: FastifyContextConfig = { permission: 'cases:clear', scope: 'case' }
const readmit: FastifyContextConfig = { permission: 'cases:readmit', scope: 'case' }

/** Every step of a case, in the order of its life. */
export function stepRoutes(app: App): void {
  for (const one of schema.schemas) app.addSchema(one)
  const steps = stepsOf(app, '/v1/cases', Case)
  handling(steps)
  deciding(steps)
  keeping(steps)
  recusal(app)
}

type Steps = ReturnType<typeof stepsOf>

function handling({ plain, worded }: Steps): void {
  plain(
    'accept',
    handle,
    describe('acceptCase', 'cases', '受理', 'Accepts a case; of an appeal the term for concluding begins'),
    actions.acceptCase
  )
  worded(
    'decline',
    handle,
    describe('declineCase', 'cases', '不予受理', 'Declines a case, with the reason'),
    schema.Decline,
    actions.declineCase
  )
  worded(
    'link',
    handle,
    describe('linkCase', 'cases', '关联同一事实', 'Links a case to another one about the same facts'),
    schema.Link,
    (work, id, { caseId }) => linkCase(work, id, caseId)
  )
  worded(
    'forward',
    handle,
    describe('forwardCase', 'cases', '转送', 'Hands a case to a unit above or below'),
    schema.Forward,
    actions.forwardCase
  )
  worded(
    'object',
    handle,
    describe('objectToCase', 'cases', '提出异议', 'Gives a forwarded case back, within its term'),
    schema.Objection,
    (work, id, { reason }) => actions.objectToCase(work, id, reason)
  )
  worded(
    'extend',
    extend,
    describe('extendCase', 'cases', '延长办理期限', 'Extends the term for concluding, once; by a leader'),
    schema.Extension,
    actions.extendCase
  )
  worded(
    'exclude',
    handle,
    describe('excludeFromCase', 'cases', '扣除期限', 'Days that do not count for the running term'),
    schema.Exclusion,
    actions.excludeFromCase
  )
}

function deciding({ plain, worded, maybeWorded }: Steps): void {
  worded(
    'reply',
    handle,
    describe('replyToCase', 'cases', '答复', 'The written reply, with outcome and cause'),
    schema.Reply,
    actions.replyToCase
  )
  for (const [stage, zh] of [
    ['review', '复查'],
    ['recheck', '复核']
  ] as const) {
    const name = stage === 'review' ? 'Review' : 'Recheck'
    worded(
      `request-${stage}`,
      handle,
      describe(
        `request${name}`,
        'cases',
        `申请${zh}`,
        `The petitioner asks the next unit above for a ${stage}`
      ),
      schema.Request,
      (work, id, { requestedOn }) => reviews.request(work, id, stage, requestedOn)
    )
    worded(
      stage,
      handle,
      describe(`${stage}Case`, 'cases', `${zh}意见`, `The ${stage} of the unit above`),
      schema.Review,
      (work, id, body) => reviews.decide(work, id, stage, body)
    )
  }
  maybeWorded(
    'withdraw',
    handle,
    describe('withdrawCase', 'cases', '撤回', 'The petitioner withdraws the case'),
    schema.Withdrawal,
    actions.withdrawCase
  )
  plain('close', handle, describe('closeCase', 'cases', '办结归档', 'Puts a case on file'), actions.closeCase)
}

/** Who may know of a case. */
function keeping({ worded }: Steps): void {
  worded(
    'accuse',
    handle,
    describe(
      'accuseInCase',
      'cases',
      '认定被检举单位',
      'Adds to the units that a report accuses',
      'From now on the report is hidden from these units for good. Where it lies within one of them, it ' +
        'goes to the nearest unit above that may see it.'
    ),
    schema.Accusal,
    accuse
  )
  worded(
    'withdraw-accusation',
    clear,
    describe(
      'withdrawAccusation',
      'cases',
      '撤销被检举单位认定',
      'Takes a unit out of those that a report accuses',
      'Only by a leader of a unit above the handling unit, and by another person than the one who named ' +
        'the unit. The report stays hidden from the unit.'
    ),
    schema.AccusalWithdrawal,
    withdrawAccusation
  )
  worded(
    'readmit',
    readmit,
    describe(
      'readmitToCase',
      'cases',
      '解除回避',
      'Lets somebody in again who is aside',
      'Only by a leader of a unit above the one by which he is.'
    ),
    schema.Readmission,
    recusals.readmit
  )
}

function recusal(app: App): void {
  app.post(
    '/v1/cases/:id/recuse',
    {
      config: handle,
      schema: {
        ...describe(
          'recuseFromCase',
          'cases',
          '回避',
          'Somebody steps aside, and sees nothing of the case any more',
          'Everybody may step aside himself. A leader of the unit whose turn it is, or of one above it, ' +
            'may send aside who has had a hand in the case from within his unit.'
        ),
        params: idParams,
        body: ref(schema.Recusal),
        response: { 200: ref(schema.Recused) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => recusals.recuse(work, request.params.id, request.body))
  )
}
