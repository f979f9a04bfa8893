import type { Registry } from 'prom-client'
import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { Case } from '../schema.ts'
import { askErasure, confirmErasure, correctReporter, openIdentity } from './actions.ts'
import { AccessReason, Correction, ErasureReason, Identity, identitySchemas } from './schema.ts'
import type { Vault } from './vault.ts'
import { watchOpenings } from './watch.ts'

export interface IdentityParts {
  vault: Vault
  /** The number of identities that a person may open per day. */
  openingsPerDay: number
  registry: Registry
}

export function identityRoutes(app: App, context: AppContext, parts: IdentityParts): void {
  for (const one of identitySchemas) app.addSchema(one)
  opening(app, context, parts)
  correcting(app, parts.vault)
  erasing(app)
}

function opening(app: App, context: AppContext, { vault, openingsPerDay, registry }: IdentityParts): void {
  const watch = watchOpenings(context, registry)
  const parts = { vault, openingsPerDay, limitReached: watch.limitReached }
  app.post(
    '/v1/cases/:id/reporter-access',
    {
      config: { permission: 'identities:open', scope: 'case' },
      schema: {
        ...describe('openIdentity', 'cases', '查阅信访人身份信息', {
          zh: '查阅信访人身份信息。每次查阅及其理由均记入审计，并列入办理过程。每人每日查阅次数有上限（可设置，默认20次），超过即拒绝。应答不予保存，幂等键在此不起作用。',
          en:
            'Opens the identity of the reporter. Each opening leaves an audit line with its reason and ' +
            'appears in the timeline of the case. The number of openings per person and day is limited ' +
            '(setting, default 20); above it the answer is 429. The answer is stored nowhere, so an ' +
            'idempotency key has no effect here.'
        }),
        params: idParams,
        body: ref(AccessReason),
        response: { 200: ref(Identity) }
      }
    },
    (request, reply) =>
      watch.over(request, () =>
        reply.perform({ status: 200, fleeting: true }, (work) =>
          openIdentity(work, parts, request.params.id, request.body.reason)
        )
      )
  )
}

function correcting(app: App, vault: Vault): void {
  app.put(
    '/v1/cases/:id/reporter',
    {
      config: { permission: 'identities:correct', scope: 'case', needsVersion: true },
      schema: {
        ...describe('correctReporter', 'cases', '更正信访人身份信息', {
          zh: '更正信访人身份信息，以新内容整体替换原有内容。应答为信访件，不含身份信息；匿名信访件没有身份信息。',
          en:
            'Corrects the identity of the reporter by replacing it as a whole. The answer is the case, ' +
            'not the identity. An anonymous case has no identity.'
        }),
        params: idParams,
        body: ref(Correction),
        response: { 200: ref(Case) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200, fleeting: true }, (work) =>
        correctReporter(work, vault, request.params.id, request.body)
      )
  )
}

function erasing(app: App): void {
  const { plain, worded } = stepsOf(app, '/v1/cases', Case)
  worded(
    'erase-identity',
    { permission: 'identities:erase', scope: 'case' },
    describe('eraseIdentity', 'cases', '申请删除信访人身份信息', {
      zh: '申请删除信访人身份信息；经上级单位负责人确认后方予删除。',
      en:
        'Requests the erasure of the identity of the reporter. Nothing is erased before a leader of a ' +
        'unit above confirms it.'
    }),
    ErasureReason,
    (work, id, { reason }) => askErasure(work, id, reason)
  )
  plain(
    'confirm-erasure',
    { permission: 'identities:confirm', scope: 'case' },
    describe('confirmIdentityErasure', 'cases', '确认删除信访人身份信息', {
      zh: '永久删除信访人身份信息。由办理单位的上级单位负责人确认，且不得为申请人；由最上级单位办理的，由该单位的另一人确认。',
      en:
        'Erases the identity of the reporter permanently. A leader of a unit above the handling unit ' +
        'confirms this, not the person who requested it. If the unit at the top handles the case, another ' +
        'person of that unit confirms.'
    }),
    confirmErasure
  )
}
