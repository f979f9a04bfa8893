import { type RawBuilder, sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Work } from '../../platform/work/work.ts'
import { type Limits, localThresholds, type ProposalRule, proposalRulesOn } from '../../policy/index.ts'
import { sources } from '../facts/index.ts'
import type { FactName } from '../vocabulary.ts'
import '../tables.ts'

interface Changed {
  id: string
  unitCode: string
  path: string
  change: 'made' | 'grown' | 'lapsed'
}

/** The rule of a fact in the policy of the day. */
type Rule = ProposalRule & { id: string }

/**
 * Makes, changes and ends the proposals of a fact, at some units or at all; returns how many changed. What
 * was accepted or dismissed stays as it is.
 */
export async function compute(work: Work, fact: FactName, targets?: readonly string[]): Promise<number> {
  const rule = proposalRulesOn(work.today).find((one) => one.fact === fact)
  if (rule === undefined) return 0
  const { notice = {}, interview = {}, floor = 1 } = rule
  const { tx, today } = work
  const source = await sources[fact]({ tx, today, notice, interview, floor, targets })
  const { rows } = await merged(work, rule, source, targets).execute(tx)
  for (const { id, unitCode, path, change } of rows)
    work.record(`proposal.${change}`, { id, unitCode, path }, { fact })
  return rows.length
}

/** All facts at all units. */
export async function computeAll(work: Work): Promise<number> {
  let changed = 0
  for (const { fact } of proposalRulesOn(work.today)) changed += await compute(work, fact)
  return changed
}

/** The first computation of a day takes it; others find it taken. */
export async function takeDay({ tx, today }: Work): Promise<boolean> {
  const { rows } = await sql`
    insert into proposal_watched (day) values (${today}::date)
    on conflict (is_only) do update set day = excluded.day where proposal_watched.day < excluded.day
    returning day`.execute(tx)
  return rows.length > 0
}

/**
 * One statement for all units: what holds is inserted or changes what is there, and what does not hold
 * any more lapses. The next unit above may act; a unit at the top has none, and one that has ended is left
 * out.
 */
function merged(
  { now, today }: Work,
  rule: Rule,
  source: RawBuilder<unknown>,
  targets?: readonly string[]
): RawBuilder<Changed> {
  const { fact, id: ruleId, clauseId } = rule
  const isAmong = targets === undefined ? sql`true` : sql`proposal.target_code = any(${[...targets]}::text[])`
  return sql<Changed>`
    with local as materialized (${localThresholds(fact, today)}), found as materialized (
      select raw.target_code, reached.kind, raw.facts, raw.gap, above.code as unit_code, above.path,
        coalesce(raw.key, standing.key, ${quarterOf(today)}) as key,
        coalesce(raw.period, standing.period, ${quarterOf(today)}) as period, ${localRule} as local_rule_id
      from (${source}) as raw
      join unit as target on target.code = raw.target_code
        and is_valid(target.valid_from, target.valid_to, ${today}::date)
      join unit as above on above.code = target.parent_code
      cross join lateral (select ${kindOf(rule)} as kind) as reached
      left join proposal as standing on raw.key is null and standing.fact = ${fact}
        and standing.target_code = raw.target_code and standing.state = 'open'
      where reached.kind is not null
    ), made as (
      insert into proposal (id, unit_code, path, target_code, kind, fact, rule_id, clause_id, local_rule_id,
        key, period, gap, facts, first_seen_on, updated_at)
      select uuid_v7(), unit_code, path, target_code, kind, ${fact}, ${ruleId}, ${clauseId}, local_rule_id,
        key, period, gap, facts, ${today}::date, ${now.toISOString()}::timestamptz
      from found
      on conflict (target_code, fact, key) do update set
        unit_code = excluded.unit_code, path = excluded.path, kind = excluded.kind,
        period = excluded.period, gap = excluded.gap, facts = excluded.facts,
        rule_id = excluded.rule_id, clause_id = excluded.clause_id, local_rule_id = excluded.local_rule_id,
        state = 'open', version = proposal.version + 1, updated_at = excluded.updated_at
      where proposal.state in ('open', 'lapsed')
        and (proposal.state, proposal.unit_code, proposal.kind, proposal.period, proposal.gap,
            proposal.local_rule_id, proposal.facts)
          is distinct from ('open', excluded.unit_code, excluded.kind, excluded.period, excluded.gap,
            excluded.local_rule_id, excluded.facts)
      returning id, unit_code, path, case version when 1 then 'made' else 'grown' end as change
    ), lapsed as (
      update proposal set ${touched(now)}, state = 'lapsed'
      where proposal.fact = ${fact} and proposal.state = 'open' and ${isAmong}
        and not exists (
          select from found where found.target_code = proposal.target_code and found.key = proposal.key)
      returning id, unit_code, path, 'lapsed' as change
    )
    select id, unit_code as "unitCode", path, change from (
      select * from made union all select * from lapsed) as changed
    order by unit_code, id`
}

/** The nearest local rule of the unit that may act, or of one above it, that lowers a threshold. */
const localRule = sql`(
  select local.id from local where local.unit_code = any(string_to_array(above.path, '.'))
  order by array_position(string_to_array(above.path, '.'), local.unit_code) desc limit 1)`

/** `interview`, `notice`, or null where no threshold is reached. */
function kindOf({ notice = {}, interview = {} }: Rule): RawBuilder<unknown> {
  return sql`case when ${reaches(interview, 'interview')} then 'interview'
    when ${reaches(notice, 'notice')} then 'notice' end`
}

/** One threshold is enough: that of the policy, or a lower one of local rules. Of days more are wanted. */
function reaches(limits: Limits, kind: 'notice' | 'interview'): RawBuilder<boolean> {
  const conditions = keysOf(limits).map((name) => {
    const lowest = sql`least(${sql.lit(limits[name])}, (
      select min((local.own -> ${sql.lit(kind)} ->> ${sql.lit(name)})::int) from local
      where local.unit_code = any(string_to_array(above.path, '.'))))`
    const value = sql`(raw.measures ->> ${sql.lit(name)})::numeric`
    return name === 'days' ? sql`${value} > ${lowest}` : sql`${value} >= ${lowest}`
  })
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`
}

/** The quarter of a day, as `2026-Q1`. */
function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}
