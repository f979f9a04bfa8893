import { sql } from 'kysely'
import { Type } from 'typebox'
import { may, permissions, roles } from '../../platform/access/permissions.ts'
import { OPERATOR } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { closed, nullable, oneOf, ref, UnitCode } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { keysOf } from '../../platform/values/keys.ts'
import { Name, UnitLevel } from '../fields.ts'
import type { Level } from '../vocabulary.ts'

const everyPermission = keysOf(permissions)

const Me = closed(
  {
    sub: Type.String({ title: '标识', description: 'Subject of the token' }),
    name: Type.String({ title: '姓名', description: 'Name of the caller, as in the token' }),
    unit: nullable(
      closed(
        {
          code: UnitCode,
          name: Name,
          level: UnitLevel,
          path: Type.Array(UnitCode, {
            title: '所在位置',
            description: 'Unit codes from the province down to the unit'
          })
        },
        { title: '所属单位', description: 'Unit of the caller; null for the operator' }
      )
    ),
    roles: Type.Array(
      oneOf(keysOf(roles), {
        'x-enum': 'Role',
        title: '角色',
        description: 'Role of a person'
      }),
      {
        title: '角色',
        description: 'Roles of the token that this service knows'
      }
    ),
    permissions: Type.Array(
      oneOf(everyPermission, { title: '权限', description: 'Permission, as `room:verb`' }),
      {
        title: '权限',
        description:
          'Permissions that the roles give; `x-permission` of each operation names the one it needs'
      }
    )
  },
  { $id: 'Me', title: '本人', description: 'Caller' }
)

/** The caller, as the token says; name and level of their unit as they are now. */
export function meRoutes(app: App, db: Db): void {
  app.addSchema(Me)
  app.get(
    '/v1/me',
    {
      config: { permission: 'me:read', scope: 'self' },
      schema: {
        ...describe('getMe', 'reference', '查询本人信息', {
          zh: '返回调用者及其单位和权限。',
          en: 'Returns the caller, their unit and their permissions.'
        }),
        response: { 200: ref(Me) }
      }
    },
    async ({ actor }) => {
      const { sub, name, unitCode } = actor
      return {
        sub,
        name,
        unit: unitCode === OPERATOR ? null : await unitOf(db, unitCode),
        roles: [...actor.roles],
        permissions: everyPermission.filter((permission) => may(actor, permission))
      }
    }
  )
}

/** Callers of unknown units have been refused before. */
async function unitOf(db: Db, code: string) {
  const { rows } = await sql<{ code: string; name: string; level: Level; path: string[] }>`
    select code, name, level, string_to_array(unit_path(code), '.') as path
    from unit where code = ${code}`.execute(db)
  return rows[0] ?? null
}
