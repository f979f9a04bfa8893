import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const CASES = 1_000_000

/** Name of a database with the units of Jilin and a million cases on them, made at first use. */
export function caseDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'cases', ['drop index petition_case_words_index', cases, terms, wordsIndex])
}

const wordsIndex = 'create index petition_case_words_index on petition_case using gin (bigrams(summary))'

/** Every unit has as many; half of them still run, and are due within a year from two months ago on. */
const cases = `
  insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
    deciding_unit_code, category, cause, summary, anonymous, state, next_due_on, concluded_on, created_at, created_by)
  select uuid_v7(), unit.code || '-2025-' || lpad((n / 13015)::text, 6, '0'),
    (array['appeal', 'report', 'suggestion', 'enquiry'])[1 + n % 4],
    (array['hotline', 'online', 'visit', 'letter'])[1 + n / 3 % 4],
    now() - n % 365 * interval '1 day', unit.code, unit.path, unit.code, unit.code,
    (array['low-income-allowance', 'temporary-assistance', 'medical-assistance', 'conduct', 'other'])[1 + n % 5],
    case when n % 2 = 0 then (array['late-handling', 'short-payment', 'poor-conduct', 'other'])[1 + n % 4] end,
    '反映' || unit.name || (array['低保', '特困供养', '临时救助', '医疗救助', '资金发放'])[1 + n % 5] ||
      (array['办理超期', '没有答复', '公示不全', '态度生硬', '金额不足'])[1 + n / 5 % 5] || '，第' || n || '件',
    n % 7 = 0, case when n % 2 = 0 then 'replied' else 'received' end,
    case when n % 2 = 0 then 'infinity' else current_date - 60 + (n % 1000) * 7919 % 365 end,
    case when n % 2 = 0 then current_date - n % 300 end, now(), 'bench'
  from (select code, name, path, row_number() over (order by code) - 1 as at from unit) unit
  join generate_series(0, ${CASES} - 1) n on n % 13015 = unit.at
  order by n`

/** A term for each case: missed and reminded of already, as wherever the service has run for a while. */
export const terms = `
  insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, local_default,
    started_on, base_due_on, due_on, provisional, calendar_edition, met_on, missed_at, reminded_at)
  select uuid_v7(), 'case', id, unit_code, 'case.notify', 'xinfang-2022:22', 15, 'calendar', false,
    received_at::date, received_at::date + 15, received_at::date + 15, false,
    (select max(edition) from calendar_year), concluded_on, now(), now()
  from petition_case`
