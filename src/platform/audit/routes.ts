import { type Expression, type RawBuilder, sql } from 'kysely'
import { inSubtree, mustBeTop, type Subtree, subtree } from '../access/scope.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app.ts'
import { listAnswer } from '../http/lists/lists.ts'
import { after } from '../http/lists/paging.ts'
import { ref } from '../http/schema.ts'
import { describe } from '../openapi/describe.ts'
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
import type { SealWatch } from './watch.ts'

const order = [['audit_line.id', 'uuid']] as const

/** Lines that the actor must not read, wherever their records are in the tree. */
export type WithheldLines = (actor: Actor) => RawBuilder<boolean>

/** Called before lines of a page or a download are shown, where reading them must leave an access line. */
export type NoteLines = (actor: Actor) => {
  page(lines: readonly { action: string; subjectId: string; details: unknown }[]): Promise<void>
  all(lines: Expression<unknown>): Promise<void>
}

/** What the verification needs. */
export interface Verifying {
  db: Db
  auditKey: AuditKey
  clock: () => Date
  /** Absent where nothing is noted outside the database. */
  watch: SealWatch | undefined
}

export function auditRoutes(
  app: App,
  { db, auditKey, clock, watch }: Verifying,
  { withheldLines, noteLines }: { withheldLines: WithheldLines; noteLines: NoteLines }
): void {
  for (const one of [AuditLine, AuditLines, Verification]) app.addSchema(one)
  app.get(
    '/v1/audit',
    {
      config: { permission: 'audit:read', scope: 'audit' },
      schema: {
        ...describe('listAudit', 'audit', '查询审计记录，新的在前', {
          zh: '列出审计记录，新的在前。',
          en: 'Lists the lines of the audit trail, latest first.'
        }),
        querystring: auditQuery,
        response: { 200: listAnswer(ref(AuditLines)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const tree = await subtree(db, actor, 'audit', query.within)
      const asked = lines(db, tree, query, withheldLines(actor))
      const { page, all } = noteLines(actor)
      return reply.list({
        query: asked,
        keyOf: (line) => [line.id],
        onRead: { page: (shown) => page(shown), all: () => all(asked) },
        columns,
        count: (from = db) => countOf(from, tree, query, withheldLines(actor)),
        wire
      })
    }
  )
  app.get(
    '/v1/audit/verification',
    {
      config: { permission: 'audit:verify', scope: 'open' },
      schema: {
        ...describe('verifyAudit', 'audit', '核验审计记录', {
          zh: '重新计算审计记录，指出截至哪一封印全部无误，或哪一行有误。仅限最上级单位人员和运维人员：记录的行数会使他人得知有事发生。',
          en:
            'Recomputes the audit trail and reports up to which seal it is intact, or which line is ' +
            'wrong. Only for people of the unit at the top and the operator, because the number of lines ' +
            'would tell others that something is happening.'
        }),
        querystring: verificationQuery,
        response: { 200: ref(Verification) }
      }
    },
    async (request) => {
      await mustBeTop(db, request.actor)
      return verify(db, auditKey, { ...request.query, noted: watch?.noted, now: clock() })
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

function lines(db: Db, tree: Subtree, query: AuditQuery, withheldLines: RawBuilder<boolean>) {
  return matching(db, tree, query, withheldLines)
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
    .where(after(query.cursor, order, true))
    .orderBy('audit_line.id', 'desc')
}

function countOf(db: Db, tree: Subtree, query: AuditQuery, withheldLines: RawBuilder<boolean>) {
  return matching(db, tree, query, withheldLines)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

function matching(
  db: Db,
  tree: Subtree,
  { subject, actor: sub, from, to }: AuditQuery,
  withheldLines: RawBuilder<boolean>
) {
  return db
    .selectFrom('audit_line')
    .where(inSubtree(tree, { table: 'audit_line', unit: 'unit_code' }))
    .where(sql<boolean>`not ${withheldLines}`)
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
