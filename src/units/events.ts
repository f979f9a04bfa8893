import { Type } from 'typebox'
import { closed, UnitCode } from '../platform/http/schema.ts'
import {
  auditOnly,
  event,
  eventsOf,
  field,
  type PayloadsOf,
  writtenReason
} from '../platform/work/catalogue.ts'
import { Unit, UnitChange } from './schema.ts'

const { name, level, parentCode, validTo, successorCode } = Unit.properties
const count = (title: string, description: string) => Type.Integer({ title, description })
const change = {
  before: auditOnly(field(UnitChange, '变更前', 'Former values of the fields that changed')),
  after: auditOnly(field(UnitChange, '变更后', 'New values of the fields that changed'))
}
const end = { validTo, successorCode }
const correction = {
  before: closed(end, { title: '更正前', description: 'End of the unit as it stood' }),
  after: Type.Optional(closed(end, { title: '更正后', description: 'End of the unit now' })),
  reason: Type.Optional(writtenReason('更正理由', 'Why the end was wrong'))
}

export const events = eventsOf(
  {
    'unit.added': event({ zh: '新增单位', en: 'Unit added' }, 'A unit was added to the tree.', {
      name,
      level,
      parentCode: Type.Optional(parentCode)
    }),
    'unit.changed': event(
      { zh: '单位信息变更', en: 'Unit changed' },
      'Fields of a unit changed; neither its name nor its place did.',
      change
    ),
    'unit.renamed': event({ zh: '单位更名', en: 'Unit renamed' }, 'A unit has another name.', change),
    'unit.moved': event(
      { zh: '单位隶属关系调整', en: 'Unit moved' },
      'A unit stands under another unit, with all units below it.',
      change
    ),
    'unit.retired': event(
      { zh: '撤销单位', en: 'End of a unit entered' },
      'The last day of a unit was entered, today or ahead of time, with its successor.',
      end
    ),
    'unit.end-corrected': event(
      { zh: '更正撤销信息', en: 'End of a unit corrected' },
      'The day or the successor of an end was entered wrongly and is corrected.',
      correction
    ),
    'unit.reinstated': event(
      { zh: '撤回撤销', en: 'End of a unit taken back' },
      'An end that was entered wrongly was taken back; what had passed to others came back.',
      correction
    ),
    'unit.ended': event(
      { zh: '单位停止履职', en: 'Unit ended' },
      'The day of a planned end has come; another unit acts from now on.',
      { actsFor: field(UnitCode, '承接单位', 'The unit that acts for it now') }
    ),
    'unit.begun-again': event(
      { zh: '单位恢复履职', en: 'Unit in office again' },
      'The clock was set back behind the end of the unit; it acts for itself again.',
      {}
    ),
    'unit.imported': event(
      { zh: '导入单位', en: 'Units imported' },
      'A file of units was taken in as a whole. The subject is the unit of the caller.',
      {
        received: count('行数', 'Lines of the file'),
        created: count('新增', 'Units added'),
        updated: count('变更', 'Units changed'),
        unchanged: count('未变', 'Units that stayed as they were')
      }
    )
  },
  {
    toAll: [
      'unit.added',
      'unit.renamed',
      'unit.moved',
      'unit.retired',
      'unit.end-corrected',
      'unit.reinstated',
      'unit.ended',
      'unit.begun-again'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
