import { expressionBuilder, sql } from 'kysely'
import { inSubtree, isBelow, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db, Tables } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import type { BulletinState } from './rules.ts'
import type { Bulletin, BulletinItem, BulletinQuery, Figures } from './schema.ts'

export type Versioned = Bulletin & { version: number }

/** The computed figures of a bulletin. */
export interface Computed {
  /** For people of the unit and of the units above it. */
  figures: Figures
  /** For people of the units below, without reports. */
  openFigures: Figures
}

const heading = [
  'case_bulletin.id',
  'case_bulletin.unit_code as unitCode',
  'unit.name as unitName',
  'case_bulletin.period_from as from',
  'case_bulletin.period_to as to',
  'case_bulletin.state',
  'case_bulletin.created_at as createdAt',
  'case_bulletin.created_by as createdBy',
  'case_bulletin.published_at as publishedAt',
  'case_bulletin.published_by as publishedBy'
] as const

export const columns = Object.keys({
  id: 0,
  unitCode: 0,
  unitName: 0,
  from: 0,
  to: 0,
  state: 0,
  createdAt: 0,
  createdBy: 0,
  publishedAt: 0,
  publishedBy: 0
} satisfies Record<keyof BulletinItem, 0>).map((name) => ({ name }))

function bulletins(db: Db | Tx) {
  return db
    .selectFrom('case_bulletin')
    .innerJoin('unit', 'unit.code', 'case_bulletin.unit_code')
    .select(heading)
}

/** People of units below see published bulletins; drafts are for the unit and the units above it. */
export function shown(actor: Actor) {
  return sql<boolean>`(case_bulletin.state = 'published' or ${isBelow(actor, 'case_bulletin')})`
}

/** A bulletin with the figures that the actor may see. */
export function find(db: Db | Tx, actor: Actor, id: string): Promise<Versioned | undefined> {
  const isOwn = isBelow(actor, 'case_bulletin')
  return bulletins(db)
    .select('case_bulletin.version')
    .select(isOwn.as('withReports'))
    .select(sql<Figures>`case when ${isOwn} then figures else open_figures end`.as('figures'))
    .where('case_bulletin.id', '=', id)
    .where(visible(actor, 'case-bulletin', 'case_bulletin'))
    .where(shown(actor))
    .executeTakeFirst()
}

const order = [['case_bulletin.id', 'uuid']] as const

/** Bulletins of a subtree, or of one unit of the line; the newest first. */
export function list(db: Db, actor: Actor, trees: readonly Subtree[], query: BulletinQuery) {
  return bulletins(db)
    .where(chosen(actor, trees, query))
    .where(after(query.cursor, order, true))
    .orderBy('case_bulletin.id', 'desc')
}

export function count(db: Db, actor: Actor, trees: readonly Subtree[], query: BulletinQuery) {
  return db
    .selectFrom('case_bulletin')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(actor, trees, query))
    .executeTakeFirstOrThrow()
}

function chosen(actor: Actor, trees: readonly Subtree[], { state }: BulletinQuery) {
  const one = expressionBuilder<Pick<Tables, 'case_bulletin'>, 'case_bulletin'>()
  return one.and([
    ...trees.map((tree) => inSubtree(tree, { table: 'case_bulletin', unit: 'unit_code' })),
    shown(actor),
    ...(state === undefined ? [] : [one('case_bulletin.state', '=', state)])
  ])
}

export interface Draft extends Computed {
  id: string
  unitCode: string
  path: string
  from: string
  to: string
  createdAt: string
  createdBy: string
}

export async function insert(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .insertInto('case_bulletin')
    .values({
      id: draft.id,
      unit_code: draft.unitCode,
      path: draft.path,
      period_from: draft.from,
      period_to: draft.to,
      ...stored(draft),
      created_at: draft.createdAt,
      created_by: draft.createdBy
    })
    .execute()
}

/** What a change needs to know of a bulletin. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  from: string
  to: string
  state: BulletinState
  version: number
}

/** Locks a bulletin of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('case_bulletin')
    .select(['id', 'unit_code as unitCode', 'path', 'state', 'version'])
    .select(['period_from as from', 'period_to as to'])
    .where('id', '=', id)
    .where(visible(actor, 'case-bulletin', 'case_bulletin'))
    .where(isBelow(actor, 'case_bulletin'))
    .forUpdate()
    .executeTakeFirst()
}

export interface Change extends Partial<Computed> {
  state: BulletinState
  publishedAt?: string
  publishedBy?: string
}

export async function update(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('case_bulletin')
    .set({
      state: change.state,
      ...stored(change),
      published_at: change.publishedAt,
      published_by: change.publishedBy,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}

function stored({ figures, openFigures }: Partial<Computed>) {
  return {
    figures: figures && JSON.stringify(figures),
    open_figures: openFigures && JSON.stringify(openFigures)
  }
}
