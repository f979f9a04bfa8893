import type { Db } from '../platform/database/connect.ts'
import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { preview } from './counting/preview.ts'
import * as schema from './schema.ts'

export function termRoutes(app: App, db: Db): void {
  for (const one of [schema.Term, schema.Preview]) app.addSchema(one)
  app.get(
    '/v1/terms/preview',
    {
      config: { permission: 'terms:read', scope: 'unit' },
      schema: {
        ...describe(
          'previewTerm',
          'terms',
          '期限试算',
          'When a term would be due, with each day that is passed over',
          'By the rules of a unit: the policy, tightened by its local rules and those of the units above it.'
        ),
        querystring: schema.previewQuery,
        response: { 200: ref(schema.Preview) }
      }
    },
    (request) => preview(db, request.actor, request.query)
  )
}
