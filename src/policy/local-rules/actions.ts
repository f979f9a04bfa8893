import { v7 as uuid } from 'uuid'
import { mustReach } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../../units/index.ts'
import { policies } from '../policies.ts'
import { inForce } from '../rules.ts'
import { checkLocalRule } from './rules.ts'
import type { LocalRule, NewLocalRule } from './schema.ts'
import * as store from './store.ts'

/** Puts a local rule on record. It is never changed: a later one replaces it from its day on. */
export async function addLocalRule(work: Work, rule: NewLocalRule): Promise<LocalRule & { version: number }> {
  const { tx, actor, now, today } = work
  await mustReach(tx, actor, rule.unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, rule.unitCode))
  mustBeInOffice({ ...unit, validFrom: null }, rule.effectiveFrom, '/unitCode')
  const policy = inForce(policies, Number(rule.effectiveFrom.slice(0, 4)), '/effectiveFrom')
  checkLocalRule(policy, unit.level, rule)
  const id = uuid({ msecs: now.getTime() })
  await store.insert(tx, { ...rule, id, createdAt: now.toISOString(), createdBy: actor.sub })
  const added = present(await store.find(tx, actor, id, today))
  work.record('local-rule.added', added, { effectiveFrom: added.effectiveFrom, document: added.document })
  return { ...added, version: 1 }
}
