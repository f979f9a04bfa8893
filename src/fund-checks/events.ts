import { Type } from 'typebox'
import { Period, ProgrammeCode } from '../funds/index.ts'
import { closed, Id, Money, nullable, oneOf } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { codesOf } from './labels.ts'
import { Run, ScheduleChange } from './runs/schema.ts'

const { checked, withExceptions, exceptions, missing } = Run.properties

/** Checks of funds: single checks, and checks of a whole month. */
export const events = eventsOf({
  'fund-check.made': event(
    { zh: '资金检查', en: 'Fund check made' },
    'A check was made. Its result never changes: the number and the amount of the exceptions of each type.',
    {
      kind: oneOf(codesOf('fund-check-kind'), {
        title: '检查种类',
        description: 'Kind of the check'
      }),
      disbursementId: Type.Optional(nullable(field(Id, '发放批次', 'Batch whose files were compared'))),
      programme: Type.Optional(ProgrammeCode),
      period: Type.Optional(Period),
      runId: Type.Optional(field(Id, '月度检查', 'Check of a whole month of which it is a part')),
      exceptions: Type.Record(
        Type.String(),
        closed({
          count: Type.Integer({ title: '笔数', description: 'Recipients, allocations or batches' }),
          amount: field(Money, '金额', 'Sum of the exceptions')
        }),
        {
          title: '异常合计',
          description: 'Exceptions by the code of the type; types without exceptions are left out'
        }
      ),
      contentHash: Type.String({ title: '内容摘要', description: 'SHA-256 of the result, hex' })
    }
  ),
  'fund-run.started': event(
    { zh: '开始月度检查', en: 'Check of a month started' },
    'A person or the schedule requested the check of all batches of a month.',
    { period: Period, operationId: field(Id, '长时操作', 'Operation that makes the checks') }
  ),
  'fund-run.finished': event(
    { zh: '完成月度检查', en: 'Check of a month finished' },
    'All due batches of the month were checked.',
    { period: Period, checked, withExceptions, exceptions, missing }
  ),
  'fund-schedule.set': event(
    { zh: '设定月度检查', en: 'Schedule of monthly checks set' },
    'The monthly check of a province was turned on or off, or moved to another day.',
    ScheduleChange.properties
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
