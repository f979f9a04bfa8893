import { Type } from 'typebox'
import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'
import type { TreeFollower } from './succession/index.ts'

const write = { permission: 'units:write', scope: 'unit' } as const

/** How a unit ends, and how an end that was entered wrongly is taken back. */
export function endingRoutes(app: App, followers: readonly TreeFollower[]): void {
  app.post(
    '/v1/units/:code/retire',
    {
      config: write,
      schema: {
        ...describe('retireUnit', 'units', '撤销单位', 'Ends a unit on a day, with or without a successor'),
        params: schema.unitParams,
        body: ref(schema.Retirement),
        response: { 200: ref(schema.Unit) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.retireUnit(work, followers, request.params.code, request.body)
      )
  )
  app.post(
    '/v1/units/:code/reinstate',
    {
      config: write,
      schema: {
        ...describe(
          'reinstateUnit',
          'units',
          '撤回撤销',
          'Takes back a wrong end: until its day like retiring, afterwards by the operator'
        ),
        params: schema.unitParams,
        body: Type.Union([ref(schema.Reinstatement), Type.Null()]),
        response: { 200: ref(schema.Unit) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.reinstateUnit(work, followers, request.params.code, request.body)
      )
  )
}
