import { sql } from 'kysely'
import { columnsOf, touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { computedValue } from '../computing/rules.ts'
import { computedOf } from '../computing/store.ts'
import { type Ranked, ranksOf } from '../scoring/ranking.ts'
import { gradeOf, type Result, resultOf } from '../scoring/score.ts'
import { setOf } from '../store.ts'
import type { Grade } from '../tables.ts'
import { countedOf } from './rules.ts'
import { valuesOf } from './store.ts'

const nothing = { selfValue: null, verifiedValue: null, externalValue: null }

interface Target {
  id: string
  unitCode: string
  isSelf: boolean
  groupCode: string | null
  vetoedAt: string | null
}

/** Computes scores, totals, grades and ranks of all units of an evaluation again. */
export async function scoreAll(
  work: Work,
  { id, setId }: { id: string; setId: string }
): Promise<{ scored: number; tooLittleData: number; ranked: number }> {
  const { tx } = work
  const { items, grades, minTotalWeight } = await setOf(tx, setId)
  const targets = await tx
    .selectFrom('evaluation_target')
    .select(columnsOf('evaluation_target', ['id', 'unitCode', 'isSelf', 'groupCode', 'vetoedAt']))
    .where('evaluation_id', '=', id)
    .orderBy('id')
    .forUpdate()
    .execute()
  const ids = targets.map((one) => one.id)
  const entered = Map.groupBy(await valuesOf(tx, ids), ({ targetId }) => targetId)
  const computed = Map.groupBy(await computedOf(tx, ids), ({ targetId }) => targetId)
  const results = targets.map((target) => {
    const valued = items.map((item) => {
      const value = entered.get(target.id)?.find(({ itemCode }) => itemCode === item.code)
      const latest = computed.get(target.id)?.find(({ itemCode }) => itemCode === item.code)
      const share = latest === undefined ? null : computedValue(latest, item.minN)
      return { item, value: countedOf(value ?? nothing, share) }
    })
    return resultFor(target, resultOf(valued, minTotalWeight), grades)
  })
  const ranks = ranksOf(results)
  await write(
    work,
    results.map((one) => ({ ...one, rank: ranks.get(one.unitCode) ?? null })),
    items.map(({ code }) => code)
  )
  const of = (outcome: Ranked['outcome']) => results.filter((one) => one.outcome === outcome).length
  return { scored: of('scored'), tooLittleData: of('too-little-data'), ranked: ranks.size }
}

/** A veto stays, with the grade that follows from it; the total is shown all the same. */
function resultFor(target: Target, result: Result, grades: readonly Grade[]) {
  const { applicable, total, scores } = result
  const outcome = target.vetoedAt === null ? result.outcome : ('vetoed' as const)
  const grade = {
    scored: total === null ? null : gradeOf(total, grades),
    'too-little-data': null,
    vetoed: 'unqualified'
  }
  return { ...target, group: target.groupCode, applicable, total, outcome, grade: grade[outcome], scores }
}

type Scored = ReturnType<typeof resultFor> & { rank: number | null }

async function write({ tx, now }: Work, results: readonly Scored[], codes: readonly string[]): Promise<void> {
  const totals = results.map(({ id, applicable, total, outcome, grade, rank }) => {
    return { id, applicable, total, outcome, grade, rank }
  })
  await sql`
    update evaluation_target set applicable = wanted.applicable, total = wanted.total,
      outcome = wanted.outcome, grade = wanted.grade, rank = wanted.rank,
      ${touched(now, 'evaluation_target')}
    from jsonb_to_recordset(${JSON.stringify(totals)}::jsonb)
      as wanted (id uuid, applicable numeric, total numeric, outcome text, grade text, rank integer)
    where evaluation_target.id = wanted.id`.execute(tx)
  const scores = results.flatMap(({ id, scores }) =>
    codes.map((code, n) => ({ target_id: id, item_code: code, score: scores[n] ?? null }))
  )
  await sql`
    insert into evaluation_value (target_id, item_code, score)
    select wanted.target_id, wanted.item_code, wanted.score
    from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb)
      as wanted (target_id uuid, item_code text, score numeric)
    on conflict (target_id, item_code) do update set score = excluded.score`.execute(tx)
}
