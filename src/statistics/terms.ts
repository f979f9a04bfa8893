import { sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import { inSubtree } from '../platform/access/scope.ts'
import type { Statistic } from '../platform/access/statistics.ts'
import type { VisibleRecords } from '../platform/access/visible-records.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { lapsingTerms } from '../policy/index.ts'
import { vocabulary } from '../terms/index.ts'

/** Terms of all rooms. Those of records that are hidden from the reader do not count. */
export function termStatistic(records: VisibleRecords, kinds: readonly string[]): Statistic {
  return {
    permission: 'terms:read',
    title: '办理期限',
    zh: '统计辖区内各单位已届满的办理期限，按届满日计。读者无权查看的事项不计。',
    en:
      'Counts the terms of units of the subtree that are over, by their last day. Terms of records that ' +
      'the reader may not see do not count.',
    rights: (actor) => kinds.filter((kind) => isRead(records, kind, actor)),
    traits: {
      rule: { title: '期限种类', value: sql`term.rule`, labels: vocabulary.labels?.['term-rule'] ?? {} }
    },
    figures: {
      ended: { title: '已届满', description: 'Terms whose last day has passed', count: () => sql`count(*)` },
      met: {
        title: '按期',
        description: 'Terms that were met in time',
        count: () => sql`count(*) filter (where term.met_on <= term.due_on)`
      },
      late: {
        title: '逾期办理',
        description: 'Terms that were met after their last day',
        count: () => sql`count(*) filter (where term.met_on > term.due_on)`
      },
      open: {
        title: '逾期未办',
        description: 'Terms that are still not met',
        count: () => sql`count(*) filter (where term.met_on is null)`
      }
    },
    counted: ({ tree, actor, from, to }) => ({
      source: sql`from term join unit on unit.code = term.unit_code
        where ${inSubtree(tree, { table: 'unit', unit: 'code' })}
          and term.due_on between ${from}::date and ${to}::date
          and term.rule <> all(${[...lapsingTerms]}::text[]) and (${seen(records, kinds, actor)})`,
      path: sql`unit.path`,
      level: sql`unit.level`,
      day: sql`term.due_on`
    })
  }
}

function seen(records: VisibleRecords, kinds: readonly string[], actor: Actor) {
  const parts = kinds.flatMap((kind) => {
    const found = records[kind]
    if (found === undefined || !isRead(records, kind, actor)) return []
    const alias = sql.ref(`seen_${kind.replaceAll('-', '_')}`)
    return [
      sql`term.subject_kind = ${kind} and term.subject_id in (
        select id from (${found.seen(actor)}) as ${alias})`
    ]
  })
  return parts.length === 0 ? sql`false` : sql.join(parts, sql` or `)
}

function isRead(records: VisibleRecords, kind: string, actor: Actor): boolean {
  const found = records[kind]
  return found !== undefined && may(actor, found.permission)
}
