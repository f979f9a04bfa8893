import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, Instant, LocalDate, text, UnitCode } from '../../platform/http/schema.ts'
import { LocalProposals } from '../proposals/schema.ts'
import { LocalRelatives } from '../relatives/schema.ts'
import { Duties, Quotas, Terms } from './tightened.ts'
import './tables.ts'

export const Document = text(200, '文件', 'Name and number of the document that sets the rule')

const Name = Type.String({ title: '单位名称', description: 'Current name of the unit' })

/** A local rule. */
export const item = fieldsOf('local_rule', {
  id: Id,
  unitCode: UnitCode,
  unitName: from(Name, sql<string>`(select unit.name from unit where unit.code = local_rule.unit_code)`),
  effectiveFrom: LocalDate,
  document: Document,
  quotas: Quotas,
  terms: Terms,
  duties: Duties,
  relatives: LocalRelatives,
  proposals: LocalProposals,
  createdAt: Instant
})
