import { sql } from 'kysely'
import { type DutyMeasures, endOf, measured } from '../../platform/access/duty-measures.ts'
import { inSubtree, visible } from '../../platform/access/scope.ts'
import { declarationsDueOf } from '../../policy/index.ts'
import '../tables.ts'

/** Filers in post who declared for the year; a unit without filers on record is not known. */
const declared: DutyMeasures['relatives-declared'] = ({ tree, year, asOf }) =>
  measured({
    unit: sql`unit.code`,
    done: sql`posts.declared`,
    of: sql`posts.filers`,
    isKnown: sql`posts.filers > 0`,
    dueOn: declarationsDueOf(year, sql`unit.path`),
    source: sql`from unit cross join lateral (
        select count(*) as filers, count(*) filter (where exists (
          select from filer_declaration as declaration join filer as same on same.id = declaration.filer_id
          where same.identity_hash = filer.identity_hash and declaration.year = ${year}
            and declaration.recorded_at < ${endOf(asOf)})) as declared
        from filer
        where filer.unit_code = unit.code
          and filer.since <= least(${asOf}::date, make_date(${year}, 12, 31))
          and filer.until > least(${asOf}::date, make_date(${year}, 12, 31))
          and filer.registered_at < ${endOf(asOf)}
      ) as posts
      where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and unit.counts_in_quota
        and is_valid(unit.valid_from, unit.valid_to, ${asOf}::date)`
  })

/**
 * The latest check of each programme in the year that covers the unit and that the reader may see: whether it
 * found somebody of the unit, or below it, who was not filed, filed in part or filed falsely.
 */
const clean: DutyMeasures['relatives-clean'] = ({ tree, year, asOf, actor }) =>
  measured({
    unit: sql`unit.code`,
    done: sql`coalesce(found.sound, 0)`,
    of: sql`coalesce(found.checks, 0)`,
    isKnown: sql`found.checks > 0 and (found.sound < found.checks or found.incomplete = 0)`,
    source: sql`from unit left join lateral (
        select count(*) as checks, count(*) filter (where state = 'incomplete') as incomplete,
          count(*) filter (where not exists (
            select from relative_exception as exception join unit as place on place.code = exception.unit_code
            where exception.check_id = latest.id and exception.type in ('unfiled', 'short', 'false')
              and unit.code = any(string_to_array(place.path, '.')))) as sound
        from (
          select distinct on (programme_id) relative_check.id, relative_check.state
          from relative_check
          where relative_check.target_code = any(string_to_array(unit.path, '.'))
            and extract(year from relative_check.as_of) = ${year} and relative_check.made_at < ${endOf(asOf)}
            and ${visible(actor, 'relative-check', 'relative_check')}
          order by programme_id, as_of desc, made_at desc
        ) as latest
      ) as found on true
      where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and unit.counts_in_quota
        and is_valid(unit.valid_from, unit.valid_to, ${asOf}::date)`
  })

export const duties: DutyMeasures = { 'relatives-declared': declared, 'relatives-clean': clean }
