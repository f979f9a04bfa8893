import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const INSPECTIONS = 1_000_000

/** Name of a database with the units of Jilin and a million inspections of them, made at first use. */
export function inspectionDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'inspections', [inspections, areas])
}

/** Each unit but the top has as many, by the unit above it or the one above that; one in twenty is a secret. */
const inspections = `
  insert into inspection (id, unit_code, path, target_code, target_path, method, planned_on, state, notified_at,
    started_at, completed_at, published_at, created_at, created_by)
  select uuid_v7(), keeper.code, keeper.path, unit.code, unit.path,
    (array['open-check', 'unannounced-visit', 'special-supervision', 'evaluation'])[1 + n % 4],
    current_date - 1000 + (n % 1400) * 7919 % 1060,
    (array['planned', 'under-way', 'completed', 'published'])[stage], null,
    case when stage > 1 then now() - interval '2 days' end, case when stage > 2 then now() - interval '1 day' end,
    case when stage > 3 then now() end, now(), 'bench'
  from (
    select code, path, string_to_array(path, '.') as line, row_number() over (order by code) - 1 as at
    from unit where parent_code is not null
  ) unit
  join generate_series(0, ${INSPECTIONS} - 1) n
    on n % (select count(*) from unit where parent_code is not null) = unit.at
  cross join lateral (select case when n % 20 = 0 then 1 when n % 20 < 3 then 2 when n % 2 = 0 then 3 else 4 end) as
    s (stage)
  join unit keeper on keeper.code = unit.line[greatest(1, cardinality(unit.line) - 1 - n % 2)]
  order by n`

const areas = `
  insert into inspection_area (inspection_id, area, conclusion, remarks)
  select id, area, case when state <> 'planned' then 'sound' end, null
  from inspection cross join unnest(array['funds', 'policy']) area`
