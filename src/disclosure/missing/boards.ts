import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { type Asked, after } from '../../platform/http/lists/paging.ts'
import type { Level } from '../../units/index.ts'
import { owes, type Question } from './store.ts'
import '../tables.ts'

/** Units that owe a board and have none that stands on the day. */
export function missingBoards(db: Db, asked: Question, { cursor }: Asked) {
  return boardless(db, asked)
    .select(['code as unitCode', 'name as unitName', 'level as unitLevel', 'clause_id as clauseId'])
    .where(after(cursor, [['code', 'text']]))
    .orderBy('code')
}

export function countMissingBoards(db: Db, asked: Question): Promise<{ total: number }> {
  return boardless(db, asked).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function boardless(db: Db, asked: Question) {
  const duties = asked.duties.filter(({ channel }) => channel === 'board')
  const levels = [...new Set(duties.flatMap((duty) => duty.levels))]
  const clause = duties[0]?.clauseId ?? ''
  const rows = sql<{ code: string; name: string; level: Level; clause_id: string }>`(
    select unit.code, unit.name, unit.level, ${clause}::text as clause_id from unit
    where ${owes(asked)} and unit.level = any(${levels}::text[]) and not exists (
      select from notice_board as board
      where board.unit_code = unit.code and board.since <= ${asked.on}::date
        and (board.until is null or board.until > ${asked.on}::date)))`
  return db.selectFrom(rows.as<'boardless'>('boardless'))
}
