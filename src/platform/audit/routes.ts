import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app.ts'
import { sendCsv, withCsv } from '../http/downloads.ts'
import { describe } from '../openapi/describe.ts'
import { after, pageOf } from '../paging.ts'
import { ref } from '../schema.ts'
import { inSubtree, subtree } from '../scope.ts'
import { refuse } from '../wordings.ts'
import type { AuditKey } from './key.ts'
import {
  AuditLine,
  AuditLines,
  type AuditQuery,
  auditQuery,
  Verification,
  verificationQuery
} from './schema.ts'
import { verify } from './verify.ts'

const readers = ['auditor', 'admin'] as const
const order = [['audit_line.id', 'uuid']] as const

export function auditRoutes(app: App, db: Db, pool: Pool, key: AuditKey): void {
  for (const schema of [AuditLine, AuditLines, Verification]) app.addSchema(schema)
  app.get(
    '/v1/audit',
    {
      config: { roles: readers, scope: 'audit' },
      schema: {
        ...describe('listAudit', 'audit', '查询审计记录，新的在前', 'The audit trail, latest first'),
        querystring: auditQuery,
        response: { 200: withCsv(ref(AuditLines)) }
      }
    },
    async (request, reply) => {
      const query = await lines(db, request.actor, request.query)
      if (reply.wantsCsv()) return sendCsv(reply, pool, query.compile(), columns)
      const { limit, cursor, count } = request.query
      const rows = await query
        .where(after(cursor, order, true))
        .limit(limit + 1)
        .execute()
      const page = pageOf(rows, limit, (row) => [row.id])
      const total = count ? await countOf(db, request.actor, request.query) : undefined
      return reply.page({ ...page, items: page.items.map(wire), total })
    }
  )
  app.get(
    '/v1/audit/verification',
    {
      config: { roles: readers, scope: 'open' },
      schema: {
        ...describe(
          'verifyAudit',
          'audit',
          '核验审计记录',
          'Recomputes the audit trail',
          'Says up to which seal all is well, or which line is wrong. Only for people of the unit at the top: ' +
            'the number of lines alone would tell others that something is going on.'
        ),
        querystring: verificationQuery,
        response: { 200: ref(Verification) }
      }
    },
    async (request) => {
      await mustBeTop(db, request.actor)
      return verify(db, key, request.query)
    }
  )
}

const columns = [
  'id',
  'at',
  'actorSub',
  'actorName',
  'actorUnit',
  'action',
  'subjectKind',
  'subjectId',
  'unitCode'
]
  .concat('requestId', 'details')
  .map((name) => ({ name }))

async function lines(db: Db, actor: Actor, query: AuditQuery) {
  return (await matching(db, actor, query))
    .select([
      'id',
      'at',
      'actor_sub as actorSub',
      'actor_name as actorName',
      'actor_unit as actorUnit',
      'action'
    ])
    .select(['subject_kind as subjectKind', 'subject_id as subjectId', 'unit_code as unitCode'])
    .select(['request_id as requestId', 'details'])
    .orderBy('audit_line.id', 'desc')
}

async function countOf(db: Db, actor: Actor, query: AuditQuery): Promise<number> {
  const found = await (await matching(db, actor, query))
    .select(sql<number>`count(*)::int`.as('total'))
    .execute()
  return found[0]?.total ?? 0
}

async function matching(db: Db, actor: Actor, { within, subject, actor: sub, from, to }: AuditQuery) {
  const tree = await subtree(db, actor, within)
  return db
    .selectFrom('audit_line')
    .where(inSubtree(tree, { table: 'audit_line', unit: 'unit_code' }))
    .$if(subject !== undefined, (q) => q.where('subject_id', '=', subject as string))
    .$if(sub !== undefined, (q) => q.where('actor_sub', '=', sub as string))
    .$if(from !== undefined, (q) => q.where('at', '>=', sql<string>`${from}::date::timestamptz`))
    .$if(to !== undefined, (q) => q.where('at', '<', sql<string>`(${to}::date + 1)::timestamptz`))
}

interface Row extends Omit<AuditLine, 'actor' | 'subject'> {
  actorSub: string
  actorName: string
  actorUnit: string | null
  subjectKind: string
  subjectId: string
}

function wire(row: unknown): AuditLine {
  const { actorSub, actorName, actorUnit, subjectKind, subjectId, ...rest } = row as Row
  return {
    ...rest,
    actor: { sub: actorSub, name: actorName, unitCode: actorUnit },
    subject: { kind: subjectKind, id: subjectId }
  }
}

async function mustBeTop(db: Db, actor: Actor): Promise<void> {
  if ((await subtree(db, actor)).depth !== 1) throw refuse('top-unit-only')
}
