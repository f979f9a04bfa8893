import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../../platform/http/schema.ts'
import { Code, Disclosure, Excludes, item, LowIncome, Name, ProgrammeCode, Unit } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewProgramme = closed(
  {
    code: Code,
    name: Name,
    unitCode: Type.Optional(Unit),
    lowIncome: Type.Optional({ ...LowIncome, default: false }),
    disclosure: Type.Optional({ ...Disclosure, default: 'required' }),
    excludes: Type.Optional(Excludes(ProgrammeCode))
  },
  {
    $id: 'NewFundProgramme',
    title: '新救助项目',
    description: 'New assistance programme of the whole province',
    examples: [
      {
        code: 'low-income-urban',
        name: '城市最低生活保障',
        unitCode: '22',
        lowIncome: true,
        disclosure: 'required',
        excludes: []
      }
    ]
  }
)
export type NewProgramme = Static<typeof NewProgramme>

export const ProgrammeChange = closed(
  {
    name: Type.Optional(Name),
    lowIncome: Type.Optional(LowIncome),
    disclosure: Type.Optional(Disclosure),
    excludes: Type.Optional(Excludes(ProgrammeCode))
  },
  {
    $id: 'FundProgrammeChange',
    title: '救助项目变更',
    description: 'Changes of a programme; the code stays',
    minProperties: 1,
    examples: [{ name: '城市居民最低生活保障' }]
  }
)
export type ProgrammeChange = Static<typeof ProgrammeChange>

export const ProgrammeItem = closed(item.properties, {
  $id: 'FundProgrammeItem',
  title: '救助项目（列表项）',
  description: 'Assistance programme, in a list'
})
export type ProgrammeItem = Static<typeof ProgrammeItem>

export const Programme = closed(
  { ...item.properties, actions: actions(stepNames) },
  { $id: 'FundProgramme', title: '救助项目', description: 'Assistance programme' }
)
export type Programme = Static<typeof Programme>

export const ProgrammePage = {
  ...listOf(Type.Unsafe<ProgrammeItem>({ $ref: 'FundProgrammeItem#' })),
  $id: 'FundProgrammePage'
}

export const programmeParams = closed({ code: ProgrammeCode })

export const schemas = [NewProgramme, ProgrammeChange, ProgrammeItem, Programme, ProgrammePage]
