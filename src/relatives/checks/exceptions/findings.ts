import type { Citables } from '../../../causes/index.ts'
import { type Finding, makeFindings } from '../../../findings/index.ts'
import { may, permissions } from '../../../platform/access/permissions.ts'
import { present } from '../../../platform/database/present.ts'
import { refuse as refuseCall } from '../../../platform/errors/wordings.ts'
import type { Work } from '../../../platform/work/work.ts'
import { itemsFor } from '../../../policy/index.ts'
import { unitPlaces } from '../../../units/index.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { byUnit } from './list.ts'
import type { CheckFindings } from './schema.ts'

/** People who may make findings may still not see checks; they must not learn whether such a check exists. */
const READ = 'relatives:read'

/** Makes a finding for the exceptions of each type at each unit below the actor's. */
export async function makeCheckFindings(
  work: Work,
  citables: Citables,
  id: string,
  wanted: CheckFindings
): Promise<{ items: Finding[] }> {
  const { tx, actor, today } = work
  if (!may(actor, READ)) throw refuseCall('role-missing', { values: { roles: permissions[READ] } })
  const check = await store.find(tx, actor, id, today)
  if (check === undefined) throw refuse('relative-check-not-found')
  work.match(check.version)
  const types = rules.typesFound(check, wanted.types)
  const targets = rules.targetsBelow(await byUnit(work, id, types))
  const units = await unitPlaces(
    tx,
    targets.map(({ unitCode }) => unitCode)
  )
  const found = targets.map((target) => {
    const { level } = present(units.get(target.unitCode))
    const items = itemsFor('policy', level, today).map((item) => item.id)
    return rules.findingOf(check, target, wanted, actor.unitCode, items)
  })
  const made = await makeFindings(work, citables, found, () => '')
  const rows = targets.map(({ type, unitCode }, n) => {
    return { check_id: id, type, unit_code: unitCode, finding_id: present(made[n]).id }
  })
  await tx.insertInto('relative_check_finding').values(rows).execute()
  return { items: made.map(({ version: _, ...finding }) => finding) }
}
