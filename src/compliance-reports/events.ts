import { LocalDate, Year } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'

// No figures: readers of events may not be allowed to see them.
const report = { year: Year }
const counted = { ...report, asOf: field(LocalDate, '履职情况截止日', 'Day on which duties stand') }

export const events = eventsOf(
  {
    'compliance-report.drafted': event(
      { zh: '编制监管责任落实情况报告', en: 'Yearly report drafted' },
      'The figures of a unit for a year were counted, and are a draft.',
      counted
    ),
    'compliance-report.refreshed': event(
      { zh: '重新统计监管责任落实情况报告', en: 'Yearly report counted again' },
      'The figures of a draft were counted again.',
      counted
    ),
    'compliance-report.published': event(
      { zh: '发布监管责任落实情况报告', en: 'Yearly report published' },
      'The figures no longer change.',
      report
    ),
    'compliance-report.withdrawn': event(
      { zh: '撤回监管责任落实情况报告', en: 'Yearly report withdrawn' },
      'A report was withdrawn: another one may be made of the same year.',
      { ...report, reason: writtenReason('撤回理由', 'Reason of the withdrawal') }
    )
  },
  { toAll: ['compliance-report.published', 'compliance-report.withdrawn'] }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
