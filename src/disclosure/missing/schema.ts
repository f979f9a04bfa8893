import { type Static, Type } from 'typebox'
import { severalOf } from '../../platform/http/lists/filters.ts'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, LocalDate, listOf, nullable, oneOf, ref, UnitCode } from '../../platform/http/schema.ts'
import { ClauseId } from '../../policy/index.ts'
import { UnitLevel } from '../../units/index.ts'
import { Channel, Content, Month, Programme } from '../fields.ts'
import { gaps } from '../labels.ts'

const ofUnit = {
  unitCode: UnitCode,
  unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  unitLevel: UnitLevel
}
const Gap = oneOf(gaps, { title: '缺失情况', description: 'Kind of gap' })

export const MissingDisclosure = closed(
  {
    ...ofUnit,
    content: Content,
    channel: Channel,
    programme: nullable(Programme),
    period: nullable({ ...Month, description: 'Month that should be shown' }),
    gap: Gap,
    dueOn: nullable({ ...LocalDate, title: '应公开日期', description: 'Last day for the website' }),
    limitOn: nullable({
      ...LocalDate,
      title: '法定最长期限届满日',
      description: 'Last day that the statute allows for the website'
    }),
    shownPeriod: nullable({ ...Month, title: '已公示月份', description: 'Latest month shown on a board' }),
    clauseId: ClauseId
  },
  {
    $id: 'MissingDisclosure',
    title: '应公示未公示的内容',
    description: 'Content that a unit should show to the public and does not show'
  }
)
export type MissingDisclosure = Static<typeof MissingDisclosure>

export const MissingBoard = closed(
  { ...ofUnit, clauseId: ClauseId },
  { $id: 'MissingBoard', title: '未设公示板的单位', description: 'Unit without a notice board' }
)
export type MissingBoard = Static<typeof MissingBoard>

const MissingDisclosurePage = { ...listOf(ref(MissingDisclosure)), $id: 'MissingDisclosurePage' }
const MissingBoardPage = { ...listOf(ref(MissingBoard)), $id: 'MissingBoardPage' }

export { MissingBoardPage, MissingDisclosurePage }

const on = Type.Optional({ ...LocalDate, description: 'Day, today or earlier; default: today' })
const level = Type.Optional(severalOf({ ...UnitLevel, description: 'Level of the units' }))

export const boardsQuery = closed({ within, on, level, ...pageParameters })
export const disclosuresQuery = closed({
  within,
  on,
  level,
  content: Type.Optional(severalOf(Content)),
  channel: Type.Optional(severalOf(Channel)),
  gap: Type.Optional(severalOf(Gap)),
  ...pageParameters
})

export const missingSchemas = [MissingDisclosure, MissingDisclosurePage, MissingBoard, MissingBoardPage]
