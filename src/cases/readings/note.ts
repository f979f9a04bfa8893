import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Workshop } from '../../platform/work.ts'
import * as queue from '../queue.ts'
import { note } from './store.ts'

interface Read {
  id: string
  kind: string
}

/** Notes that the text of one case was read, where it is a report. */
export async function noteReading(
  { db, clock }: Workshop,
  { actor }: FastifyRequest,
  { id, kind }: Read
): Promise<void> {
  if (kind !== 'report') return
  await note(db, { actor, now: clock(), way: 'record' }, sql`select ${id}::uuid as id`)
}

/** Notes which reports a list showed: those of a page, or before a download all of them. */
export function noteReadings({ db, clock }: Workshop, { actor }: FastifyRequest, wanted: queue.Wanted) {
  return {
    async page(items: readonly Read[]) {
      const ids = items.filter(({ kind }) => kind === 'report').map(({ id }) => id)
      if (ids.length === 0) return
      await note(db, { actor, now: clock(), way: 'list' }, sql`select unnest(${ids}::uuid[]) as id`)
    },
    all: () => note(db, { actor, now: clock(), way: 'download' }, queue.reports(db, wanted))
  }
}
