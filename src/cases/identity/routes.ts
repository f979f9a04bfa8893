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
  /** How many identities a person may open on a day. */
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
        ...describe(
          'openIdentity',
          'cases',
          '查阅信访人身份信息',
          'Opens the identity of the reporter',
          'Each opening leaves an audit line with its reason, and stands in the timeline of the case. ' +
            'A person may open so many on a day (setting, default 20), then 429. The answer is kept ' +
            'nowhere: an idempotency key has no effect here.'
        ),
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
        ...describe(
          'correctReporter',
          'cases',
          '更正信访人身份信息',
          'Puts right who spoke up',
          'Replaces the stored identity as a whole; the answer is the case, not the identity. An ' +
            'anonymous case has none.'
        ),
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
    describe(
      'eraseIdentity',
      'cases',
      '申请删除信访人身份信息',
      'Asks that the identity of the reporter be erased',
      'Nothing is erased before a leader of a unit above confirms.'
    ),
    ErasureReason,
    (work, id, { reason }) => askErasure(work, id, reason)
  )
  plain(
    'confirm-erasure',
    { permission: 'identities:confirm', scope: 'case' },
    describe(
      'confirmIdentityErasure',
      'cases',
      '确认删除信访人身份信息',
      'Erases the identity of the reporter for good',
      'By a leader of a unit above the handling one, another person than whoever asked; where a unit at ' +
        'the top handles the case, by another person of that unit.'
    ),
    confirmErasure
  )
}
