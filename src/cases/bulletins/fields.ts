import { sql } from 'kysely'
import { Type } from 'typebox'
import { isBelow } from '../../platform/access/scope.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import '../tables.ts'
import { codesOf } from '../vocabulary.ts'
import type { Figures } from './figures-schema.ts'

export const State = oneOf(codesOf('bulletin-state'), {
  title: '通报状态',
  description: 'Status of the bulletin'
})
export const From = { ...LocalDate, title: '统计期起', description: 'First day of the period' }
export const To = { ...LocalDate, title: '统计期止', description: 'Last day of the period, included' }

/** The fields of a bulletin in a list: all but its figures. */
export const item = fieldsOf('case_bulletin', {
  id: Id,
  unitCode: {
    ...UnitCode,
    description: 'Unit whose cases are counted, together with those of all units below it'
  },
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  from: from(From, sql<string>`case_bulletin.period_from`),
  to: from(To, sql<string>`case_bulletin.period_to`),
  state: State,
  createdAt: Instant,
  createdBy: person('编制人', 'Person who drafted the bulletin'),
  publishedAt: nullable(Instant),
  publishedBy: nullable(person('发布人', 'Person who published the bulletin')),
  updatedAt: from(updatedAt, sql<string>`coalesce(case_bulletin.updated_at, case_bulletin.created_at)`)
})

/** The figures of one bulletin: people of units below see them without reports. */
export const details = fieldsOf('case_bulletin', {
  withReports: from(
    Type.Boolean({
      title: '是否含检举控告',
      description: 'Whether reports are counted; true only for people of the unit and of the units above it'
    }),
    (viewer) => isBelow(viewer, 'case_bulletin')
  ),
  figures: from(
    Type.Unsafe<Figures>({ $ref: 'CaseFigures#' }),
    (viewer) => sql<Figures>`case when ${isBelow(viewer, 'case_bulletin')}
      then case_bulletin.figures else case_bulletin.open_figures end`
  )
})
