import type { App } from '../../platform/http/app.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { idParams, ref } from '../../platform/schema.ts'
import { openIdentity } from './actions.ts'
import { AccessReason, Identity } from './schema.ts'
import type { Vault } from './vault.ts'

export function identityRoutes(app: App, vault: Vault): void {
  for (const schema of [AccessReason, Identity]) app.addSchema(schema)
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
          'Each opening leaves an audit line with its reason. The answer is kept nowhere: an ' +
            'idempotency key has no effect here.'
        ),
        params: idParams,
        body: ref(AccessReason),
        response: { 200: ref(Identity) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200, fleeting: true }, (work) =>
        openIdentity(work, vault, request.params.id, request.body.reason)
      )
  )
}
