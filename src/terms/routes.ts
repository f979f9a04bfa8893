import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import type { AppContext } from '../platform/work/work.ts'
import { preview } from './counting/preview.ts'
import * as schema from './schema.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
}

export function register(app: App, { context: { db } }: Parts): void {
  for (const one of [schema.Term, schema.Preview]) app.addSchema(one)
  app.get(
    '/v1/terms/preview',
    {
      config: { permission: 'terms:read', scope: 'unit' },
      schema: {
        ...describe('previewTerm', 'terms', '期限试算', {
          zh: '按一个单位适用的规则试算期限，并列出其中不计入的各日。适用的规则为政策，以及该单位及其上级实施细则中更严的规定。',
          en:
            'Computes when a term would be due by the rules of a unit, with each day that is skipped. ' +
            'The rules are the policy, made stricter by the local rules of the unit and of the units ' +
            'above it.'
        }),
        querystring: schema.previewQuery,
        response: { 200: ref(schema.Preview) }
      }
    },
    (request) => preview(db, request.actor, request.query)
  )
}
