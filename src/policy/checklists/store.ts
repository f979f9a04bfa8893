import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { clauseNamed } from '../../platform/errors/lawbook.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Item } from './rules.ts'
import type { ChecklistItem, ChecklistQuery } from './schema.ts'

interface Row extends Omit<ChecklistItem, 'clause'> {
  position: number
  clauseId: string
}

const order = [['position', 'integer']] as const

export const columns = ['id', 'area', 'levels', 'text', 'en', 'clauseId', 'remark'].map((name) => ({ name }))

/** Items in the order of the text: no records, but paged and written by PostgreSQL as every list is. */
export function list(db: Db, items: readonly Item[], { cursor }: ChecklistQuery) {
  const rows = sql<Row>`(
    select * from jsonb_to_recordset(${JSON.stringify(items.map(numbered))}::jsonb) as item (position integer,
      id text, area text, levels jsonb, text text, en text, "clauseId" text, remark jsonb)
  )`
  return db.selectFrom(rows.as('item')).selectAll().where(after(cursor, order)).orderBy('position')
}

function numbered(item: Item, position: number) {
  return { position, ...item }
}

export function wire({ position: _, clauseId, ...item }: Row): ChecklistItem {
  const { id, text } = clauseNamed(clauseId)
  return { ...item, clause: { id, text } }
}
