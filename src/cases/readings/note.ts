import type { FastifyRequest } from 'fastify'
import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { correctableTexts } from '../corrections/schema.ts'
import { note } from './store.ts'

interface Read {
  id: string
  kind: string
}

/** Records that the text of a case was read, if it is a report. */
export async function noteReading(
  { db, clock }: AppContext,
  { actor }: FastifyRequest,
  { id, kind }: Read
): Promise<void> {
  if (kind !== 'report') return
  await note(db, { actor, now: clock(), way: 'record' }, sql`select ${id}::uuid as id`)
}

/** Records which reports a list showed: those of a page, or before a download all that `condition` finds. */
export function noteReadings({ db, clock }: AppContext, actor: Actor, condition: RawBuilder<boolean>) {
  return {
    async page(items: readonly Read[]) {
      const ids = items.filter(({ kind }) => kind === 'report').map(({ id }) => id)
      if (ids.length === 0) return
      await note(db, { actor, now: clock(), way: 'list' }, sql`select unnest(${ids}::uuid[]) as id`)
    },
    async all() {
      const reports = sql`select id from petition_case where kind = 'report' and ${condition}`
      await note(db, { actor, now: clock(), way: 'download' }, reports)
    }
  }
}

interface Line {
  action: string
  subjectId: string
  details: unknown
}

const CORRECTED = 'case.corrected'

/** Records which reports the lines of an audit trail show: the line of a correction keeps the old text. */
export function noteLines({ db, clock }: AppContext, actor: Actor) {
  const showsText = ({ action, details }: Line) => {
    const { before = {} } = details as { before?: object }
    return action === CORRECTED && correctableTexts.some((name) => name in before)
  }
  return {
    async page(lines: readonly Line[]) {
      const ids = [...new Set(lines.filter(showsText).map(({ subjectId }) => subjectId))]
      if (ids.length === 0) return
      const reports = sql`select id from petition_case where kind = 'report' and id = any(${ids}::uuid[])`
      await note(db, { actor, now: clock(), way: 'list' }, reports)
    },
    /** `lines`: the lines of a download, with the columns `action`, `subjectId` and `details`. */
    async all(lines: Expression<unknown>) {
      const ids = sql`array(select "subjectId"::uuid from (${lines}) as line
        where action = ${CORRECTED}
          and details::jsonb -> 'before' ?| ${sql.lit(`{${correctableTexts}}`)}::text[])`
      const reports = sql`select id from petition_case where kind = 'report' and id = any(${ids})`
      await note(db, { actor, now: clock(), way: 'download' }, reports)
    }
  }
}
