import { Type } from 'typebox'
import { nullable, UnitCode } from '../../platform/http/schema.ts'

/** Fields of a record that is kept by unit: who acts for the unit once it has ended. */
export const acting = {
  actingUnitCode: nullable({
    ...UnitCode,
    title: '现承办单位代码',
    description:
      'Unit that now acts for a unit of the record that has ended, or that now supervises; null ' +
      'while the units of the record act themselves'
  }),
  actingUnitName: nullable(
    Type.String({ title: '现承办单位名称', description: 'Name of the unit that acts now' })
  )
}

/** Field of a record that one unit kept about another one it no longer stands above. */
export const handedOver = Type.Boolean({
  title: '已移交',
  description:
    'Whether supervision has passed to another unit and the caller reads the record as its ' + 'former keeper'
})
