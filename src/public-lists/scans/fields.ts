import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { month, ProgrammeCode } from '../../funds/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, Instant, LocalDate, nullable, person, UnitCode } from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import '../tables.ts'
import { FileHash, ListPeriod } from '../lists/fields.ts'

const figure = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const AsOf = {
  ...LocalDate,
  title: '公示日期',
  description: 'Day of publication, by which people are of age; default: today'
}
export const TargetCode = { ...UnitCode, title: '被扫描单位', description: 'Unit whose list it is' }
export const FaultCounts = Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
  title: '各类问题数',
  description: 'Number of faults by their code; each code once for a cell or line'
})

const own = {
  id: Id,
  unitCode: { ...UnitCode, title: '扫描单位', description: 'Unit that scanned the list' },
  unitName: from(
    Type.String({ title: '扫描单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  targetCode: TargetCode,
  targetName: from(
    Type.String({ title: '被扫描单位名称', description: 'Current name of the unit whose list it is' }),
    sql<string>`target.name`
  ),
  programme: from(nullable(ProgrammeCode), sql<string | null>`programme.code`),
  period: from(nullable(ListPeriod), month('disclosure_scan.period').$castTo<string | null>()),
  asOf: AsOf,
  lines: figure('行数', 'Number of lines of the table'),
  refused: figure('不得公示行数', 'Number of lines with something that must not be shown'),
  warned: figure('待核对行数', 'Number of other lines that are to be looked at'),
  fileHash: FileHash,
  madeAt: { ...Instant, title: '扫描时间', description: 'Time of the scan' },
  madeBy: person('扫描人', 'Person who scanned the list')
}

/** The fields of a scan in a list. */
export const item = fieldsOf('disclosure_scan', own)

/** The further field of one scan. */
export const details = fieldsOf('disclosure_scan', {
  counts: from(FaultCounts, sql<Static<typeof FaultCounts>>`disclosure_scan.counts`)
})
