import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app.ts'
import { describe } from '../openapi/describe.ts'
import { type Role, roles } from '../permissions.ts'
import { closed, nullable, OPERATOR_OR_CODE, oneOf, UnitCode } from '../schema.ts'

const Me = closed(
  {
    sub: Type.String({ title: '标识', description: 'Subject of the token' }),
    name: Type.String({ title: '姓名', description: 'Name in the token' }),
    unit: closed({
      code: { ...UnitCode, pattern: OPERATOR_OR_CODE, description: 'Code of a unit; `*` is the operator' },
      path: nullable(
        Type.Array(UnitCode, {
          title: '所在位置',
          description: 'Codes from the top down to the unit; null for the operator'
        })
      )
    }),
    roles: Type.Array(oneOf(Object.keys(roles) as Role[]), {
      title: '角色',
      description: 'Roles that this service knows'
    })
  },
  { $id: 'Me', title: '本人', description: 'Who is calling' }
)

export function meRoutes(app: App, db: Db): void {
  app.addSchema(Me)
  app.get(
    '/v1/me',
    {
      config: { permission: 'me:read', scope: 'self' },
      schema: {
        ...describe('getMe', 'reference', '查询本人信息', 'Who is calling, as the token says'),
        response: { 200: Type.Unsafe<object>({ $ref: 'Me#' }) }
      }
    },
    async ({ actor }) => {
      const { rows } = await sql<{
        path: string | null
      }>`select unit_path(${actor.unitCode}) as path`.execute(db)
      const path = rows[0]?.path?.split('.') ?? null
      return {
        sub: actor.sub,
        name: actor.name,
        unit: { code: actor.unitCode, path },
        roles: [...actor.roles]
      }
    }
  )
}
