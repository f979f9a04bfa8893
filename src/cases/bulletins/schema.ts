import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  person,
  UnitCode
} from '../../platform/http/schema.ts'
import { codesOf } from '../vocabulary.ts'
import { Figures } from './figures-schema.ts'

const State = oneOf(codesOf('bulletin-state'), { title: '通报状态', description: 'Status of the bulletin' })
const from = { ...LocalDate, title: '统计期起', description: 'First day of the period' }
const to = { ...LocalDate, title: '统计期止', description: 'Last day of the period, included' }

const heading = {
  id: Id,
  unitCode: {
    ...UnitCode,
    description: 'Unit whose cases are counted, together with those of all units below it'
  },
  unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  from,
  to,
  state: State,
  createdAt: Instant,
  createdBy: person('编制人', 'Person who drafted the bulletin'),
  publishedAt: nullable(Instant),
  publishedBy: nullable(person('发布人', 'Person who published the bulletin'))
}

export const BulletinItem = closed(heading, {
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
  {
    ...heading,
    withReports: Type.Boolean({
      title: '是否含检举控告',
      description: 'Whether reports are counted; true only for people of the unit and of the units above it'
    }),
    figures: Type.Unsafe<Figures>({ $ref: 'CaseFigures#' })
  },
  {
    $id: 'CaseBulletin',
    title: '信访通报',
    description: 'Figures of a period. After publication they no longer change, even if the cases do'
  }
)
export type Bulletin = Static<typeof Bulletin>

export const NewBulletin = closed(
  { withinCode: UnitCode, from, to },
  {
    $id: 'NewCaseBulletin',
    title: '新通报',
    description: 'New bulletin: unit and period of the cases to be counted',
    examples: [{ withinCode: '2201', from: '2026-01-01', to: '2026-01-31' }]
  }
)
export type NewBulletin = Static<typeof NewBulletin>

export const bulletinQuery = closed({
  within,
  unitCode: Type.Optional({
    ...UnitCode,
    description: 'Unit of the bulletins listed; it may lie above the own unit'
  }),
  state: Type.Optional(State),
  ...pageParameters
})
export type BulletinQuery = Static<typeof bulletinQuery>

export { Figures }
