import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as actions from '../actions.ts'
import * as schema from '../schema.ts'
import type { TreeFollower } from '../succession/index.ts'

const write = { permission: 'units:write', scope: 'unit' } as const

/** How a unit ends, and how an end that was entered wrongly is taken back. */
export function endingRoutes(app: App, followers: readonly TreeFollower[]): void {
  retiring(app, followers)
  reinstating(app, followers)
}

function retiring(app: App, followers: readonly TreeFollower[]): void {
  app.post(
    '/v1/units/:code/retire',
    {
      config: write,
      schema: {
        ...describe('retireUnit', 'units', '撤销单位', {
          zh: '自指定日期起撤销单位，可以指定承接单位。',
          en: 'Retires a unit from a given day, with or without a successor.'
        }),
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
}

function reinstating(app: App, followers: readonly TreeFollower[]): void {
  app.post(
    '/v1/units/:code/reinstate',
    {
      config: write,
      schema: {
        ...describe('reinstateUnit', 'units', '撤回撤销', {
          zh: '撤回有误的撤销：生效之前与撤销的权限相同，生效之后仅限运维人员。',
          en:
            'Takes back a retirement that was wrong. Before it takes effect, those who may retire the ' +
            'unit may do this; afterwards only the operator.'
        }),
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
