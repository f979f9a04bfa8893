import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { setOf } from '../store.ts'
import * as rules from '../targets/rules.ts'
import * as targets from '../targets/store.ts'
import { type Assignment, assignmentFor } from './store.ts'

// A third party sees an evaluated unit as if nobody else had done anything: its indicators, its own values,
// and a version that counts its own entries alone.

const opened = sql<boolean>`evaluation.opened_at is not null`

/** What nobody from outside sees of an evaluated unit. */
const withheld = {
  ...{ groupCode: null, applicable: null, total: null, outcome: null, grade: null, rank: null },
  ...{ openObjections: 0, objections: [], vetoReason: null, vetoClause: null, vetoedAt: null, vetoedBy: null }
}

/** An evaluated unit as the third party sees it that was assigned there; undefined for everybody else. */
export async function findAssigned(
  db: Db | Tx,
  actor: Actor,
  asked: targets.Asked,
  today: string
): Promise<targets.Shown | undefined> {
  const assignment = await assignmentOf(db, actor, asked, today)
  if (assignment === undefined) return undefined
  const row = await targets.rows(db, actor, asked, today, opened).executeTakeFirst()
  if (row === undefined) return undefined
  const own = await ownValues(db, row.id, assignment)
  const { items } = await setOf(db, row.setId)
  const { id, evaluationId, unitCode, unitName, actingUnitCode, actingUnitName, isSelf } = row
  return {
    ...{ id, evaluationId, unitCode, unitName, actingUnitCode, actingUnitName, isSelf, ...withheld },
    updatedAt: own.reduce((last, { externalAt }) => later(last, externalAt), assignment.assignedAt),
    version: versionOf(own),
    values: items
      .filter(({ code }) => assignment.items.includes(code))
      .map(({ code: item, dimension, name, weight }) => ({
        ...{ item, dimension, name, weight, self: null, verified: null, computed: [], counted: null },
        ...{ external: targets.externalOf(own.find(({ itemCode }) => itemCode === item)), score: null }
      })),
    actions: actionsOf(rules, targets.standingOf(row), actor, today)
  }
}

/** Locks an evaluated unit for the third party that was assigned there. */
export async function lockAssigned(
  tx: Tx,
  actor: Actor,
  asked: targets.Asked,
  today: string
): Promise<targets.Locked | undefined> {
  await targets.keepStill(tx, asked.evaluationId)
  const assignment = await assignmentOf(tx, actor, asked, today)
  if (assignment === undefined) return undefined
  const row = await targets
    .rows(tx, actor, asked, today, opened)
    .forUpdate('evaluation_target')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { items } = await setOf(tx, row.setId)
  const version = versionOf(await ownValues(tx, row.id, assignment))
  const assigned = items.filter(({ code }) => assignment.items.includes(code))
  return { ...targets.lockedOf(row, assigned), version, evaluatorId: assignment.id }
}

async function assignmentOf(
  db: Db | Tx,
  actor: Actor,
  { evaluationId, unitCode }: targets.Asked,
  today: string
) {
  const found = await assignmentFor(db, actor, evaluationId, today)
  return found?.targets.includes(unitCode) ? found : undefined
}

async function ownValues(db: Db | Tx, targetId: string, { id }: Assignment) {
  const all = await targets.valuesOf(db, [targetId])
  return all.filter(({ externalEvaluatorId }) => externalEvaluatorId === id)
}

function versionOf(own: readonly targets.Value[]): number {
  return own.reduce((sum, { externalVersion }) => sum + externalVersion, 1)
}

function later(one: string, other: string | null): string {
  return other !== null && other > one ? other : one
}
