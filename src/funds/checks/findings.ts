import type { Citables } from '../../causes/index.ts'
import { type Finding, makeFindings } from '../../findings/index.ts'
import type { Work } from '../../platform/work.ts'
import { itemsFor } from '../../policy/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import type { CheckFindings } from './exception-schema.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import '../tables.ts'

/** Makes a finding of the exceptions of each type, at the unit that was checked; of a type once. */
export async function makeCheckFindings(
  work: Work,
  citables: Citables,
  id: string,
  wanted: CheckFindings
): Promise<{ items: Finding[] }> {
  const { tx, actor, today } = work
  const check = await store.find(tx, actor, id)
  if (check === undefined) throw refuse('fund-check-not-found')
  work.match(check.version)
  const types = rules.typesFound(check, wanted.types)
  const { level } = (await unitPlace(tx, check.unitCode)) as Place
  const items = itemsFor('funds', level, today).map((item) => item.id)
  const found = types.map((type) => rules.findingOf(check, type, wanted, actor.unitCode, items))
  const made = await makeFindings(work, citables, found, () => '')
  await tx
    .insertInto('fund_check_finding')
    .values(types.map((type, n) => ({ check_id: id, type, finding_id: (made[n] as Finding).id })))
    .execute()
  return { items: made.map(({ version: _, ...finding }) => finding) }
}
