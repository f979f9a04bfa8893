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
  UnitCode
} from '../../platform/http/schema.ts'
import { codesOf } from '../vocabulary.ts'
import { Figures } from './figures-schema.ts'

const State = oneOf(codesOf('bulletin-state'), { title: '通报状态', description: 'How far the bulletin is' })
const from = { ...LocalDate, title: '统计期起', description: 'First day of the period' }
const to = { ...LocalDate, title: '统计期止', description: 'Last day of the period, which counts as well' }

const heading = {
  id: Id,
  unitCode: { ...UnitCode, description: 'Unit whose cases, and those of all below it, are counted' },
  unitName: Type.String({ title: '单位名称', description: 'Name of today' }),
  from,
  to,
  state: State,
  createdAt: Instant,
  createdBy: Type.String({ title: '编制人', description: 'Subject of the token' }),
  publishedAt: nullable(Instant),
  publishedBy: nullable(Type.String({ title: '发布人', description: 'Subject of the token' }))
}

export const BulletinItem = closed(heading, {
  $id: 'CaseBulletinItem',
  title: '信访通报（列表项）',
  description: 'A bulletin without its figures'
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
      description: 'Whether reports are counted: for people of the unit and those above it alone'
    }),
    figures: Type.Unsafe<Figures>({ $ref: 'CaseFigures#' })
  },
  {
    $id: 'CaseBulletin',
    title: '信访通报',
    description: 'The figures of a period. Once published they stay, whatever becomes of the cases'
  }
)
export type Bulletin = Static<typeof Bulletin>

export const NewBulletin = closed(
  { withinCode: UnitCode, from, to },
  {
    $id: 'NewCaseBulletin',
    title: '新通报',
    description: 'Unit and period of which the cases are counted',
    examples: [{ withinCode: '2201', from: '2026-01-01', to: '2026-01-31' }]
  }
)
export type NewBulletin = Static<typeof NewBulletin>

export const bulletinQuery = closed({
  within,
  unitCode: Type.Optional({
    ...UnitCode,
    description: 'Bulletins of that unit alone, which may stand above the own one'
  }),
  state: Type.Optional(State),
  ...pageParameters
})
export type BulletinQuery = Static<typeof bulletinQuery>

export { Figures }
