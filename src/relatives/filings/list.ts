import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { ofProgrammes } from '../../funds/index.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { compared, equals, flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { RelationCode } from '../../policy/index.ts'
import * as fields from './fields.ts'
import { END } from './terms.ts'

/** The tables that the fields of a filing name. */
export const filingsShown: RawBuilder<unknown> = sql`relative_filing
  join filer on filer.id = relative_filing.filer_id
  join unit on unit.code = relative_filing.unit_code
  join unit as village on village.code = relative_filing.village_code
  join fund_programme as programme on programme.id = relative_filing.programme_id`

const Stale = Type.Boolean({
  title: '是否应注销',
  description: 'Whether the term for ending the filing has run out'
})

/** Filings of a subtree, the latest first: identifiers increase with time. */
export const filings = defineList({
  fields: fields.item,
  from: filingsShown,
  countedFrom: sql`relative_filing
    join fund_programme as programme on programme.id = relative_filing.programme_id`,
  orders: { '-filedOn': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    filerId: equals('relative_filing.filer_id', fields.FilerId),
    programme: ofProgrammes,
    villageCode: equals('relative_filing.village_code', fields.VillageCode),
    relation: oneOrMore('relative_filing.relation', RelationCode),
    state: oneOrMore('relative_filing.state', fields.State),
    trigger: oneOrMore('relative_filing.trigger', fields.Trigger),
    filedFrom: compared('relative_filing.filed_on', '>=', {
      title: '备案日期起',
      description: 'Earliest day of the filing'
    }),
    filedTo: compared('relative_filing.filed_on', '<=', {
      title: '备案日期止',
      description: 'Latest day of the filing'
    }),
    stale: flag(Stale, (isSet, { today }) => {
      const isStale = sql`exists (select from term
        where subject_kind = 'relative-filing' and subject_id = relative_filing.id and rule = ${sql.lit(END)}
          and met_on is null and due_on < ${today}::date)`
      return sql<boolean>`${isStale} = ${sql.lit(isSet)}`
    }),
    updatedSince: updatedSince(fields.item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit whose filers made the filings' })
  }
})
