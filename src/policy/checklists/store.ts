import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { clauseNamed } from '../../platform/errors/lawbook.ts'
import { downloadColumns } from '../../platform/http/lists/definition.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Item } from './rules.ts'
import { ChecklistItem, type ChecklistQuery } from './schema.ts'

const { clause, remark, ...plain } = ChecklistItem.properties
/** In the order of the columns; JSON has the text of the clause as well. */
const fields = { ...plain, clauseId: clause.properties.id, remark }

interface Row extends Omit<ChecklistItem, 'clause'> {
  position: number
  clauseId: string
}

const order = [['position', 'integer']] as const

export const columns = downloadColumns({ names: Object.keys(fields), properties: fields })

/** Items in the order of the text. They are no records, but PostgreSQL pages them as other lists. */
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
