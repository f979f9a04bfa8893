import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, listOf, text, UnitCode } from '../../platform/http/schema.ts'

/** A programme as bodies, queries and answers name it. */
export const ProgrammeCode = Type.String({
  pattern: '^[0-9A-Za-z-]{1,40}$',
  maxLength: 40,
  title: '救助项目',
  description: 'Code of the programme, or its identifier',
  examples: ['urban-low-income']
})

/** Shorter than any id, so that a code is never taken for one. */
const Code = Type.String({
  pattern: '^[0-9a-z][0-9a-z-]{0,29}$',
  maxLength: 30,
  title: '项目代码',
  description: 'Code of the programme: lower-case letters, digits and hyphens',
  examples: ['urban-low-income']
})
const Name = text(100, '项目名称', 'Official name')
const Unit = {
  ...UnitCode,
  title: '所属省级单位',
  description: 'Code of the unit at the top that owns the programme'
}
const Excludes = (item: typeof Code | typeof ProgrammeCode) =>
  Type.Array(item, {
    maxItems: 50,
    uniqueItems: true,
    title: '互斥项目',
    description:
      'Programmes that must not pay the same person in the same month; this holds in both directions'
  })

export const NewProgramme = closed(
  {
    code: Code,
    name: Name,
    unitCode: Type.Optional(Unit),
    excludes: Type.Optional(Excludes(ProgrammeCode))
  },
  {
    $id: 'NewFundProgramme',
    title: '新救助项目',
    description: 'New assistance programme of the whole province',
    examples: [{ code: 'urban-low-income', name: '城市最低生活保障', unitCode: '22', excludes: [] }]
  }
)
export type NewProgramme = Static<typeof NewProgramme>

export const ProgrammeChange = closed(
  { name: Type.Optional(Name), excludes: Type.Optional(Excludes(ProgrammeCode)) },
  {
    $id: 'FundProgrammeChange',
    title: '救助项目变更',
    description: 'Changes of a programme: name or exclusions; the code stays',
    minProperties: 1,
    examples: [{ name: '城市居民最低生活保障' }]
  }
)
export type ProgrammeChange = Static<typeof ProgrammeChange>

export const Programme = closed(
  { id: Id, unitCode: Unit, code: Code, name: Name, excludes: Excludes(Code) },
  { $id: 'FundProgramme', title: '救助项目', description: 'Assistance programme' }
)
export type Programme = Static<typeof Programme>

export const ProgrammePage = {
  ...listOf(Type.Unsafe<Programme>({ $ref: 'FundProgramme#' })),
  $id: 'FundProgrammePage'
}

export const programmeQuery = closed({ ...pageParameters })
export type ProgrammeQuery = Static<typeof programmeQuery>

export const programmeParams = closed({ code: ProgrammeCode })

export const schemas = [NewProgramme, ProgrammeChange, Programme, ProgrammePage]
