import { type Static, Type } from 'typebox'
import { actions, closed, listOf, UnitCode } from '../../platform/http/schema.ts'
import { details, From, item, To } from './fields.ts'
import { stepNames } from './rules.ts'

export const BulletinItem = closed(item.properties, {
  $id: 'CaseBulletinItem',
  title: '信访通报（列表项）',
  description: 'Bulletin in a list, without its figures'
})
export type BulletinItem = Static<typeof BulletinItem>

export const BulletinPage = {
  ...listOf(Type.Unsafe<BulletinItem>({ $ref: 'CaseBulletinItem#' })),
  $id: 'CaseBulletinPage'
}

export const Bulletin = closed(
  { ...item.properties, ...details.properties, actions: actions(stepNames) },
  {
    $id: 'CaseBulletin',
    title: '信访通报',
    description: 'Figures of a period. After publication they no longer change, even if the cases do'
  }
)
export type Bulletin = Static<typeof Bulletin>

export const NewBulletin = closed(
  { withinCode: UnitCode, from: From, to: To },
  {
    $id: 'NewCaseBulletin',
    title: '新通报',
    description: 'New bulletin: unit and period of the cases to be counted',
    examples: [{ withinCode: '2201', from: '2026-01-01', to: '2026-01-31' }]
  }
)
export type NewBulletin = Static<typeof NewBulletin>
