import type { Expression, RawBuilder } from 'kysely'
import { mustBeTop, subtree } from '../access/scope.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app.ts'
import { listAnswer } from '../http/lists/lists.ts'
import { ref } from '../http/schema.ts'
import { describe } from '../openapi/describe.ts'
import { localDate } from '../values/days.ts'
import type { AuditKey } from './key.ts'
import { scopeOf, trail } from './list.ts'
import { AuditLine, AuditLines, Verification, verificationQuery, wire } from './schema.ts'
import { verify } from './verify.ts'
import type { SealWatch } from './watch.ts'

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
        querystring: trail.query,
        response: { 200: listAnswer(ref(AuditLines)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, 'audit', query.within)
      const scope = scopeOf(tree, withheldLines(actor))
      const viewer = { ...actor, today: localDate(clock()) }
      const { page, all } = noteLines(actor)
      const onRead = { page, all: () => all(trail.rows(query, scope, viewer)) }
      return reply.list({ ...trail.asked({ db }, query, scope, viewer), onRead, wire })
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
