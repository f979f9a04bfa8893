import { Type } from 'typebox'
import { LocalDate, oneOf, UnitCode, Year } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { objectionOutcomes } from './labels.ts'
import { IndicatorCode } from './sets/fields.ts'

const set = { year: Year }
const count = (title: string, description: string) => Type.Integer({ title, description })
const targets = count('被评价单位数', 'Number of units that are evaluated')
const about = {
  targetCode: field(UnitCode, '被评价单位', 'Unit that is evaluated'),
  item: field(IndicatorCode, '指标代码', 'Indicator')
}
const changed = Type.Array(Type.String(), { title: '变更项', description: 'Fields that changed' })

export const events = eventsOf(
  {
    'indicator-set.made': event(
      { zh: '制定评价指标体系', en: 'Indicator set made' },
      'A unit made a set of indicators, as a draft.',
      { ...set, indicators: Type.Integer({ title: '指标数', description: 'Number of indicators' }) }
    ),
    'indicator-set.changed': event(
      { zh: '变更评价指标体系', en: 'Indicator set changed' },
      'The draft of a set was changed.',
      { ...set, changed }
    ),
    'indicator-set.published': event(
      { zh: '发布评价指标体系', en: 'Indicator set published' },
      'A set was published: it no longer changes, and evaluations can use it.',
      set
    ),
    'indicator-set.retired': event(
      { zh: '停用评价指标体系', en: 'Indicator set retired' },
      'A set was retired: no new evaluation uses it.',
      set
    ),
    'evaluation.made': event(
      { zh: '制定绩效评价', en: 'Evaluation made' },
      'A unit made an evaluation of units below it or of itself, as a draft.',
      { ...set, targets }
    ),
    'evaluation.opened': event(
      { zh: '启动绩效评价', en: 'Evaluation opened' },
      'An evaluation was opened: the evaluated units see it and give their own values.',
      { ...set, targets, dueOn: field(LocalDate, '自评截止日期', 'Day by which the units give their values') }
    ),
    'evaluation.verification-begun': event(
      { zh: '绩效评价开始核查', en: 'Verification of an evaluation begun' },
      'The self-assessment ended; the evaluating unit verifies the values.',
      set
    ),
    'evaluation.value-changed': event(
      { zh: '填报评价指标值', en: 'Value of an evaluation changed' },
      'A unit entered its own value of an indicator, a third party its value, or the evaluating unit the ' +
        'one that counts.',
      {
        ...about,
        side: oneOf(['self', 'external', 'verified'], {
          title: '填报方',
          description: 'Own value, value of a third party, or verified value'
        }),
        value: Type.String({ title: '数值', description: 'Value that was entered' })
      }
    ),
    'evaluation.evaluator-assigned': event(
      { zh: '委托第三方评价', en: 'Third party assigned to an evaluation' },
      'A person of a third party was assigned to indicators of some units.',
      {
        indicators: count('指标数', 'Number of indicators'),
        targets
      }
    ),
    'evaluation.evaluator-removed': event(
      { zh: '解除第三方委托', en: 'Third party removed from an evaluation' },
      'A person of a third party was removed; the values that they gave stay.',
      { n: count('序号', 'Number of the person within the evaluation') }
    ),
    'evaluation.sample-drawn': event(
      { zh: '抽取核查样本', en: 'Sample drawn for an evaluation' },
      'Recipients of an evaluated unit were drawn by lot, as numbers without names.',
      {
        targetCode: about.targetCode,
        n: count('序号', 'Number of the sample'),
        size: count('抽取人数', 'Number of recipients that were drawn'),
        population: count('对象总数', 'Number of candidates'),
        seed: Type.String({ title: '种子', description: 'Seed that decides the draw' }),
        frameHash: Type.String({ title: '抽样框散列值', description: 'SHA-256 of the frame, hex' })
      }
    ),
    'evaluation.computed': event(
      { zh: '计算评价指标', en: 'Indicators of an evaluation computed' },
      'The computed indicators of all units were computed, for the first time or again.',
      {
        ...set,
        version: count('计算版次', 'Number of the computation'),
        indicators: count('指标数', 'Number of computed indicators'),
        targets
      }
    ),
    'evaluation.objected': event(
      { zh: '对评价提出异议', en: 'Objection to an evaluation' },
      'An evaluated unit objected to the value of an indicator.',
      about
    ),
    'evaluation.objection-decided': event(
      { zh: '处理评价异议', en: 'Objection to an evaluation decided' },
      'The evaluating unit decided on an objection.',
      { ...about, outcome: oneOf(objectionOutcomes, { title: '处理结果', description: 'Decision' }) }
    ),
    'evaluation.scored': event(
      { zh: '绩效评价评分', en: 'Evaluation scored' },
      'Scores, totals, grades and ranks were computed; this may happen several times.',
      {
        ...set,
        scored: count('有总分的单位数', 'Number of units with a grade'),
        tooLittleData: count('数据不足的单位数', 'Number of units with too little data'),
        ranked: count('有名次的单位数', 'Number of ranked units')
      }
    ),
    'evaluation.vetoed': event(
      { zh: '绩效评价一票否决', en: 'Unit vetoed in an evaluation' },
      'A leader vetoed a unit: its grade is unqualified.',
      { targetCode: about.targetCode, reason: writtenReason('一票否决理由', 'Reason of the veto') }
    ),
    'evaluation.published': event(
      { zh: '发布评价结果', en: 'Result of an evaluation published' },
      'The result was published: everybody within the evaluating unit sees the ranking.',
      { ...set, targets }
    ),
    'evaluation.closed': event(
      { zh: '办结绩效评价', en: 'Evaluation closed' },
      'An evaluation was closed, whether or not it was published.',
      { ...set, published: Type.Boolean({ title: '是否已发布', description: 'Whether it was published' }) }
    )
  },
  {
    toAll: [
      'evaluation.opened',
      'evaluation.verification-begun',
      'evaluation.published',
      'evaluation.closed',
      'indicator-set.published',
      'indicator-set.retired'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
