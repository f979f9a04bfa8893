import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { accuse, withdrawAccusation } from '../accused/actions.ts'
import { linkCase } from '../links/actions.ts'
import { recusalRoutes } from '../recusals/routes.ts'
import { Case } from '../schema.ts'
import * as actions from './actions.ts'
import * as reviews from './reviews.ts'
import * as schema from './schema.ts'

const handle: FastifyContextConfig = { permission: 'cases:handle', scope: 'case' }
const extend: FastifyContextConfig = { permission: 'cases:extend', scope: 'case' }
const clear: FastifyContextConfig = { permission: 'cases:clear', scope: 'case' }

/** The steps of a case, from acceptance to filing. */
export function stepRoutes(app: App): void {
  for (const one of schema.schemas) app.addSchema(one)
  const steps = stepsOf(app, '/v1/cases', Case)
  handling(steps)
  deciding(steps)
  keeping(steps)
  recusalRoutes(app, steps)
}

type Steps = ReturnType<typeof stepsOf>

function handling({ plain, worded }: Steps): void {
  plain(
    'accept',
    handle,
    describe('acceptCase', 'cases', '受理', {
      zh: '受理信访件；申诉求决的办理期限自此开始计算。',
      en: 'Accepts a case. For an appeal the term for the conclusion begins.'
    }),
    actions.acceptCase
  )
  worded(
    'decline',
    handle,
    describe('declineCase', 'cases', '不予受理', {
      zh: '决定不予受理，并说明理由。',
      en: 'Declines a case, with the reason.'
    }),
    schema.Decline,
    actions.declineCase
  )
  worded(
    'link',
    handle,
    describe('linkCase', 'cases', '关联同一事实', {
      zh: '将信访件与反映同一事实的另一信访件关联。',
      en: 'Links a case to another case about the same facts.'
    }),
    schema.Link,
    (work, id, { caseId }) => linkCase(work, id, caseId)
  )
  worded(
    'forward',
    handle,
    describe('forwardCase', 'cases', '转送', {
      zh: '将信访件转送上级或下级单位办理。',
      en: 'Forwards a case to a unit above or below.'
    }),
    schema.Forward,
    actions.forwardCase
  )
  worded(
    'object',
    handle,
    describe('objectToCase', 'cases', '提出异议', {
      zh: '对转送的信访件提出异议并退回，须在规定期限内。',
      en: 'Objects to a forwarded case and gives it back, within the term for objections.'
    }),
    schema.Objection,
    (work, id, { reason }) => actions.objectToCase(work, id, reason)
  )
  worded(
    'extend',
    extend,
    describe('extendCase', 'cases', '延长办理期限', {
      zh: '由负责人延长办理期限，仅限一次。',
      en: 'Extends the term for the conclusion. Possible once, by a leader.'
    }),
    schema.Extension,
    actions.extendCase
  )
  worded(
    'exclude',
    handle,
    describe('excludeFromCase', 'cases', '扣除期限', {
      zh: '登记不计入当前期限的日期，例如听证所用时间。',
      en: 'Records days that do not count for the running term, for example days of a hearing.'
    }),
    schema.Exclusion,
    actions.excludeFromCase
  )
}

function deciding({ plain, worded, maybeWorded }: Steps): void {
  worded(
    'reply',
    handle,
    describe('replyToCase', 'cases', '答复', {
      zh: '登记书面答复及其结果和成因。',
      en: 'Records the written reply with its outcome and the root cause.'
    }),
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
      describe(`request${name}`, 'cases', `申请${zh}`, {
        zh: `登记信访人向上一级单位提出的${zh}申请。`,
        en: `Records that the petitioner asked the next unit above for a ${stage}.`
      }),
      schema.Request,
      (work, id, { requestedOn }) => reviews.request(work, id, stage, requestedOn)
    )
    worded(
      stage,
      handle,
      describe(`${stage}Case`, 'cases', `${zh}意见`, {
        zh: `登记上一级单位作出的${zh}意见。`,
        en: `Records the decision of the unit above on the ${stage}.`
      }),
      schema.Review,
      (work, id, body) => reviews.decide(work, id, stage, body)
    )
  }
  maybeWorded(
    'withdraw',
    handle,
    describe('withdrawCase', 'cases', '撤回', {
      zh: '登记信访人撤回信访件。',
      en: 'Records that the petitioner withdraws the case.'
    }),
    schema.Withdrawal,
    actions.withdrawCase
  )
  plain(
    'close',
    handle,
    describe('closeCase', 'cases', '办结归档', {
      zh: '将信访件办结归档。',
      en: 'Closes a case and files it.'
    }),
    actions.closeCase
  )
}

/** The steps that change to whom a case is visible. */
function keeping({ worded }: Steps): void {
  worded(
    'accuse',
    handle,
    describe('accuseInCase', 'cases', '认定被检举单位', {
      zh: '增加检举控告的被检举单位。该检举控告自此对这些单位永久保密；如由其中的单位或其下级办理，则交由最近的、有权查看的上级单位。',
      en:
        'Adds units that a report accuses. The report is hidden from these units permanently. If it lies ' +
        'within one of them, it goes to the nearest unit above that may see it.'
    }),
    schema.Accusal,
    accuse
  )
  worded(
    'withdraw-accusation',
    clear,
    describe('withdrawAccusation', 'cases', '撤销被检举单位认定', {
      zh: '将一个单位从被检举单位中撤销。仅限办理单位的上级单位负责人，且不得由认定该单位的人自行撤销；该检举控告对该单位仍然保密。',
      en:
        'Removes a unit from the units that a report accuses. Only a leader of a unit above the handling ' +
        'unit may do this, and not the person who named the unit. The report stays hidden from the unit.'
    }),
    schema.AccusalWithdrawal,
    withdrawAccusation
  )
}
