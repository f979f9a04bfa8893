import { type Static, Type } from 'typebox'
import { closed, Instant, nullable, UnitCode } from '../../platform/http/schema.ts'

/** A number below this one could be counted back to persons. */
export const FEWEST = 5

export const Protection = closed(
  {
    unitCode: { ...UnitCode, title: '单位', description: 'County whose register it is' },
    lines: Type.Unsafe<number | '<5' | null>({
      type: ['integer', 'string', 'null'],
      minimum: FEWEST,
      title: '行数',
      description: 'Number of lines; "<5" for fewer than five, null before the first upload'
    }),
    uploadedAt: nullable({
      ...Instant,
      title: '上传时间',
      description: 'Time of the last upload; null before the first one'
    })
  },
  {
    $id: 'Protection',
    title: '不宜公示名单',
    description: 'Size of the register of recipients who must not be shown'
  }
)
export type Protection = Static<typeof Protection>

export const schemas = [Protection]
