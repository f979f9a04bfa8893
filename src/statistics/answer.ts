import accepts from 'accepts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { subtree } from '../platform/access/scope.ts'
import type { Statistic } from '../platform/access/statistics.ts'
import type { Reads } from '../platform/database/reads.ts'
import { languageOf } from '../platform/errors/problems.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { XLSX } from '../platform/xlsx/media-type.ts'
import { answerPicture, SVG } from './charts/answer.ts'
import { wireOf } from './links.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The kind of record that routes of figures declare. */
export const scope = 'statistics'

export interface Sources {
  context: AppContext
  reads: Reads
}

/** The query of a request for figures. */
export interface Asked {
  within?: string
  from?: string
  to?: string
  year?: number
  groupBy?: string
  cursor?: string
}

/** Answers the figures of a subject as a list in any of its forms, or as a picture. */
export async function answerFigures(
  { actor, query: asked, raw }: Pick<FastifyRequest, 'actor' | 'raw'> & { query: Asked },
  reply: FastifyReply,
  { context: { db, clock }, reads }: Sources,
  statistic: Statistic
): Promise<never> {
  const today = localDate(clock())
  const tree = await subtree(reads, actor, scope, asked.within)
  const period = statistic.isByYear ? rules.yearsOf(today, asked.year).now : rules.periodOf(today, asked)
  const grouping: store.Grouping = {
    statistic,
    groupBy: asked.groupBy ?? 'unit',
    asked: { db, actor, tree, today, ...period },
    language: languageOf({ raw })
  }
  const found = await store.lines(grouping, asked.cursor)
  const isPicture = accepts(raw).types(['json', 'text/csv', XLSX, SVG]) === SVG
  if (isPicture) return answerPicture(reply, grouping, await found.execute())
  return reply.list({
    query: found,
    keyOf: ({ key }) => [key],
    columns: store.columnsOf(statistic),
    wire: wireOf(grouping),
    count: () => store.count(grouping)
  })
}
