import { Type } from 'typebox'
import { Period, ProgrammeCode } from '../funds/index.ts'
import { closed, Id, Money, nullable, oneOf } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { codesOf } from './labels.ts'
import { Run, ScheduleChange } from './runs/schema.ts'

const { checked, withExceptions, exceptions, missing } = Run.properties

/** Checks of money: one by one, or of a whole month. */
export const events = eventsOf({
  'fund-check.made': event(
    { zh: '资金检查', en: 'Fund check made' },
    'Something was compared. The result is frozen: how many exceptions of each type, with their amount.',
    {
      kind: oneOf(codesOf('fund-check-kind'), {
        title: '检查种类',
        description: 'What was compared with what'
      }),
      disbursementId: Type.Optional(nullable(field(Id, '发放批次', 'The batch whose files were compared'))),
      programme: Type.Optional(ProgrammeCode),
      period: Type.Optional(Period),
      runId: Type.Optional(field(Id, '月度检查', 'The check of a whole month that it was part of')),
      exceptions: Type.Record(
        Type.String(),
        closed({
          count: Type.Integer({ title: '笔数', description: 'Recipients, allocations or batches' }),
          amount: field(Money, '金额', 'What they come to')
        }),
        { title: '异常合计', description: 'By the code of the type; types without exceptions are left out' }
      ),
      contentHash: Type.String({ title: '内容摘要', description: 'SHA-256 of the result, hex' })
    }
  ),
  'fund-run.started': event(
    { zh: '开始月度检查', en: 'Check of a month started' },
    'Somebody, or the schedule, asked that all batches of a month be checked.',
    { period: Period, operationId: field(Id, '长时操作', 'The operation that does it') }
  ),
  'fund-run.finished': event(
    { zh: '完成月度检查', en: 'Check of a month finished' },
    'All batches of the month that were due have been checked.',
    { period: Period, checked, withExceptions, exceptions, missing }
  ),
  'fund-schedule.set': event(
    { zh: '设定月度检查', en: 'Schedule of monthly checks set' },
    'The monthly check of a province was turned on or off, or has another day.',
    ScheduleChange.properties
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
