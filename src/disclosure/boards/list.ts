import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitLevel } from '../../units/index.ts'
import { item, Unit } from './fields.ts'

const Standing = Type.Boolean({ title: '是否在用', description: 'Whether the board stands today' })

/** The notice boards of a subtree, by unit. */
export const boards = defineList({
  fields: item,
  from: sql`notice_board join unit on unit.code = notice_board.unit_code`,
  countedFrom: sql`notice_board join unit on unit.code = notice_board.unit_code`,
  orders: { unitCode: ['unitCode', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('notice_board.unit_code', Unit),
    level: oneOrMore('unit.level', UnitLevel),
    standing: flag(Standing, (isSet, { today }) =>
      isSet
        ? sql`(notice_board.until is null or notice_board.until > ${today}::date)`
        : sql`notice_board.until <= ${today}::date`
    ),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})
