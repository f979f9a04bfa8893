import { sql } from 'kysely'
import { type DutyMeasures, endOf, inYear, measured, owing } from '../../platform/access/duty-measures.ts'
import { inSubtree, visible } from '../../platform/access/scope.ts'
import { declarationsDueOf } from '../../policy/index.ts'
import '../tables.ts'

/** Filers in post who declared for the year; a unit without filers on record is not known. */
const declared: DutyMeasures['relatives-declared'] = (asked) => {
  const { tree, year, asOf } = asked
  const day = sql`least(${asOf}::date, make_date(${year}, 12, 31))`
  return measured({
    unit: sql`unit.code`,
    done: sql`coalesce(posts.declared, 0)`,
    of: sql`coalesce(posts.filers, 0)`,
    isKnown: sql`posts.filers > 0`,
    dueOn: sql`case when posts.filers > 0 then ${declarationsDueOf(year, sql`unit.path`)} end`,
    source: sql`from unit left join (
        select filer.unit_code, count(*) as filers, count(*) filter (where exists (
          select from filer_declaration as declaration join filer as same on same.id = declaration.filer_id
          where same.identity_hash = filer.identity_hash and declaration.year = ${year}
            and declaration.recorded_at < ${endOf(asOf)})) as declared
        from filer
        where ${inSubtree(tree, { table: 'filer', unit: 'unit_code' })}
          and filer.since <= ${day} and filer.until > ${day} and filer.registered_at < ${endOf(asOf)}
        group by filer.unit_code
      ) as posts on posts.unit_code = unit.code
      where ${owing(asked)}`
  })
}

/**
 * The latest check of each programme in the year that covers the unit and that the reader may see: whether it
 * found somebody of the unit, or below it, who was not filed, filed in part or filed falsely.
 */
const clean: DutyMeasures['relatives-clean'] = (asked) => {
  const { tree, year, asOf, actor } = asked
  return measured({
    unit: sql`unit.code`,
    done: sql`coalesce(found.sound, 0)`,
    of: sql`coalesce(found.checks, 0)`,
    isKnown: sql`found.checks > 0 and (found.sound < found.checks or found.incomplete = 0)`,
    source: sql`from unit left join (
        select latest.unit_code, count(*) as checks,
          count(*) filter (where latest.state = 'incomplete') as incomplete,
          count(*) filter (where blamed.check_id is null) as sound
        from (
          select distinct on (covered.code, programme_id) covered.code as unit_code, relative_check.id,
            relative_check.state
          from unit as covered cross join unnest(string_to_array(covered.path, '.')) as target (code)
          join relative_check on relative_check.target_code = target.code
          where ${inSubtree(tree, { table: 'covered', unit: 'code' })}
            and ${inYear('relative_check.as_of', year)} and relative_check.made_at < ${endOf(asOf)}
            and ${visible(actor, 'relative-check', 'relative_check')}
          order by covered.code, programme_id, as_of desc, made_at desc
        ) as latest
        left join (
          select distinct exception.check_id, above.code
          from relative_exception as exception join unit as place on place.code = exception.unit_code
          cross join unnest(string_to_array(place.path, '.')) as above (code)
          where exception.type in ('unfiled', 'short', 'false')
        ) as blamed on blamed.check_id = latest.id and blamed.code = latest.unit_code
        group by latest.unit_code
      ) as found on found.unit_code = unit.code
      where ${owing(asked)}`
  })
}

export const duties: DutyMeasures = { 'relatives-declared': declared, 'relatives-clean': clean }
