import { Type } from 'typebox'
import { LocalDate, Year } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { Kind } from './fields.ts'

const one = { kind: Kind, year: Year }

export const events = eventsOf({
  'duty-record.filed': event(
    { zh: '填报履职记录', en: 'Duty record filed' },
    'A unit put on record what it has done of a standing duty.',
    one
  ),
  'duty-record.changed': event(
    { zh: '变更履职记录', en: 'Duty record changed' },
    'The unit changed the record; a unit above has to review it again.',
    { ...one, changed: Type.Array(Type.String(), { title: '变更项', description: 'Fields that changed' }) }
  ),
  'duty-record.confirmed': event(
    { zh: '确认履职记录', en: 'Duty record confirmed' },
    'A unit above confirmed the record.',
    one
  ),
  'duty-record.returned': event(
    { zh: '退回履职记录', en: 'Duty record returned' },
    'A unit above returned the record; it does not count until the unit has changed it.',
    { ...one, reason: writtenReason('退回理由', 'Reason of the return') }
  ),
  'duty-record.withdrawn': event(
    { zh: '撤回履职记录', en: 'Duty record withdrawn' },
    'The unit withdrew the record.',
    { ...one, reason: writtenReason('撤回理由', 'Reason of the withdrawal') }
  ),
  'unit.duty-missed': event(
    { zh: '未按期履职', en: 'Duty missed' },
    'The last day of a standing duty has passed and no record meets it. Recorded once for each year.',
    { ...one, dueOn: field(LocalDate, '截止日期', 'Last day for the duty') }
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
