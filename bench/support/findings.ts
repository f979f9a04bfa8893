import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const FINDINGS = 1_000_000

/** All units of Jilin but the province. A number in the text: only so can the two be joined by a hash. */
const TARGETS = 13_014

/** Name of a database with the units of Jilin and a million findings at them, made at first use. */
export function findingDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'findings', [findings])
}

/**
 * Every unit below the province has as many, found by the unit above it; half of them still run, and are due
 * within a year from two months ago on.
 */
const findings = `
  insert into finding (id, unit_code, path, target_code, target_path, area, severity, text, evidence, state,
    due_on, created_at, created_by)
  select uuid_v7(), parent.code, parent.path, target.code, target.path,
    (array['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability'])[1 + n % 6],
    (array['minor', 'serious', 'grave'])[1 + n / 6 % 3],
    target.name || (array['公示不全', '未按月发放', '台账缺失', '答复超期'])[1 + n / 3 % 4] || '，第' || n || '项', '[]',
    case when n % 2 = 0 then 'accepted' else 'open' end,
    case when n % 2 = 0 then 'infinity' else current_date - 60 + (n % 1000) * 7919 % 365 end,
    now() - n % 365 * interval '1 day', 'bench'
  from (
    select code, name, path, parent_code, row_number() over (order by code) - 1 as at
    from unit where parent_code is not null
  ) target
  join unit parent on parent.code = target.parent_code
  join generate_series(0, ${FINDINGS} - 1) n on n % ${TARGETS} = target.at
  order by n`
