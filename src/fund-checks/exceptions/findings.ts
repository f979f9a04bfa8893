import type { Citables } from '../../causes/index.ts'
import { type Finding, makeFindings } from '../../findings/index.ts'
import { may, permissions } from '../../platform/access/permissions.ts'
import { present } from '../../platform/database/present.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import type { Work } from '../../platform/work/work.ts'
import { itemsFor } from '../../policy/index.ts'
import { unitPlaces } from '../../units/index.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as exceptions from './list.ts'
import type { CheckFindings } from './schema.ts'
import '../tables.ts'

/** People who may make findings may still not see funds; they must not learn whether such a check exists. */
const READ = 'funds:read'

/**
 * Makes a finding for the exceptions of each type: for payments at the unit that was checked, otherwise at
 * each unit below the actor's that has such exceptions. Each type and unit gets one finding.
 */
export async function makeCheckFindings(
  work: Work,
  citables: Citables,
  id: string,
  wanted: CheckFindings
): Promise<{ items: Finding[] }> {
  const { tx, actor, today } = work
  if (!may(actor, READ)) throw refuseCall('role-missing', { values: { roles: permissions[READ] } })
  const check = await store.find(tx, actor, id, today)
  if (check === undefined) throw refuse('fund-check-not-found')
  work.match(check.version)
  const targets = await targetsOf(work, check, wanted)
  const units = await unitPlaces(
    tx,
    targets.map(({ unitCode }) => unitCode)
  )
  const found = targets.map((target) => {
    const { level } = present(units.get(target.unitCode))
    const items = itemsFor('funds', level, today).map((item) => item.id)
    return rules.findingOf(check, target, wanted, actor.unitCode, items)
  })
  const made = await makeFindings(work, citables, found, () => '')
  const rows = targets.map(({ type, unitCode }, n) => {
    return { check_id: id, type, unit_code: unitCode, finding_id: present(made[n]).id }
  })
  await tx.insertInto('fund_check_finding').values(rows).execute()
  return { items: made.map(({ version: _, ...finding }) => finding) }
}

async function targetsOf({ tx, actor, today }: Work, check: store.Shown, wanted: CheckFindings) {
  const types = rules.typesFound(check, wanted.types)
  if (check.kind === 'payment') return types.map((type) => rules.wholeOf(check, type))
  return rules.targetsBelow(types, await exceptions.byUnit(tx, actor, check, types, today), wanted.types)
}
