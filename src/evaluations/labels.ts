import { keysOf } from '../platform/values/keys.ts'

/** Codes of the room with their official terms. */
export const labels = {
  'indicator-set-state': {
    draft: { zh: '编制中', en: 'draft' },
    published: { zh: '已发布', en: 'published' },
    retired: { zh: '已停用', en: 'retired' }
  },
  'indicator-set-step': {
    change: { zh: '变更', en: 'change the set' },
    publish: { zh: '发布', en: 'publish the set' },
    retire: { zh: '停用', en: 'retire the set' }
  },
  'indicator-mode': {
    computed: { zh: '系统计算', en: 'computed' },
    entered: { zh: '人工填报', en: 'entered' }
  },
  'indicator-formula': {
    'inspections.done': { zh: '检查任务完成率', en: 'inspections done' },
    'findings.rectified-in-time': { zh: '问题按期整改率', en: 'findings rectified in time' },
    'findings.repeated': { zh: '问题重复发生率', en: 'repeated findings' },
    'cases.in-time': { zh: '信访件按期办理率', en: 'petition cases in time' },
    'letters.answered-in-time': { zh: '催办督办按期答复率', en: 'letters answered in time' },
    'allocations.in-time': { zh: '资金按期下达率', en: 'allocations in time' },
    'matching.in-place': { zh: '配套资金到位率', en: 'matching funds in place' },
    'payments.in-time': { zh: '资金按时发放率', en: 'payments in time' },
    'payments.right': { zh: '发放差错率', en: 'recipients paid wrongly' },
    'payments.months-complete': { zh: '发放资料完整率', en: 'months with roster and payments' },
    'disclosure.published': { zh: '救助名单按期公开率', en: 'lists published in time' },
    'relatives.filing-rate': { zh: '近亲属备案率', en: 'near relatives filed' },
    'channels.complete': { zh: '监督举报渠道设置率', en: 'units with both channels' },
    'duties.filed': { zh: '监管责任履行率', en: 'standing duties met' }
  },
  'indicator-measure': {
    ratio: { zh: '比率（0至1）', en: 'ratio from 0 to 1' },
    percent: { zh: '百分比（0至100）', en: 'per cent from 0 to 100' },
    count: { zh: '个数', en: 'whole number' },
    amount: { zh: '金额（元）', en: 'amount in yuan' },
    points: { zh: '得分', en: 'points up to the weight' }
  },
  'indicator-direction': {
    up: { zh: '越高越好', en: 'higher is better' },
    down: { zh: '越低越好', en: 'lower is better' }
  },
  'indicator-method': {
    linear: { zh: '按比例计分', en: 'linear' },
    steps: { zh: '分档计分', en: 'by steps' },
    deduct: { zh: '逐项扣分', en: 'deduction for each case' }
  },
  'indicator-source': {
    self: { zh: '被评价单位自评', en: 'the evaluated unit' },
    superior: { zh: '评价单位评定', en: 'the evaluating unit' },
    'third-party': { zh: '第三方机构评定', en: 'a third party' }
  },
  'evaluation-grade': {
    excellent: { zh: '优秀', en: 'excellent' },
    good: { zh: '良好', en: 'good' },
    qualified: { zh: '合格', en: 'qualified' },
    unqualified: { zh: '不合格', en: 'unqualified' }
  },
  'evaluation-state': {
    draft: { zh: '编制中', en: 'draft' },
    'self-assessment': { zh: '自评', en: 'self-assessment' },
    verification: { zh: '核查', en: 'verification' },
    scored: { zh: '已评分', en: 'scored' },
    published: { zh: '已发布', en: 'published' },
    closed: { zh: '已办结', en: 'closed' }
  },
  'evaluation-step': {
    open: { zh: '启动', en: 'open the evaluation' },
    verify: { zh: '开始核查', en: 'begin the verification' },
    assign: { zh: '委托第三方', en: 'assign a third party' },
    release: { zh: '解除第三方委托', en: 'remove a third party' },
    draw: { zh: '抽取核查样本', en: 'draw a sample' },
    compute: { zh: '计算指标值', en: 'compute indicators' },
    score: { zh: '评分', en: 'score the evaluation' },
    publish: { zh: '发布', en: 'publish the result' },
    close: { zh: '办结', en: 'close the evaluation' }
  },
  'evaluation-value-step': {
    assess: { zh: '填报自评值', en: 'enter an own value' },
    judge: { zh: '核定指标值', en: 'verify a value' },
    rate: { zh: '填报第三方评定值', en: 'enter a value as a third party' },
    object: { zh: '提出异议', en: 'object to a value' },
    decide: { zh: '处理异议', en: 'decide on an objection' },
    veto: { zh: '一票否决', en: 'veto the unit' }
  },
  'evaluation-outcome': {
    scored: { zh: '已评分', en: 'scored' },
    'too-little-data': { zh: '数据不足', en: 'too little data' },
    vetoed: { zh: '一票否决', en: 'vetoed' }
  },
  'objection-outcome': {
    upheld: { zh: '异议成立', en: 'upheld' },
    dismissed: { zh: '异议不成立', en: 'dismissed' }
  }
} as const

type Labels = typeof labels

export type SetState = keyof Labels['indicator-set-state']
export type State = keyof Labels['evaluation-state']
export type Outcome = keyof Labels['evaluation-outcome']
export type ObjectionOutcome = keyof Labels['objection-outcome']
export type Mode = keyof Labels['indicator-mode']
export type Formula = keyof Labels['indicator-formula']
export type Measure = keyof Labels['indicator-measure']
export type Direction = keyof Labels['indicator-direction']
export type Method = keyof Labels['indicator-method']
export type Source = keyof Labels['indicator-source']
export type GradeCode = keyof Labels['evaluation-grade']
export const setStates = keysOf(labels['indicator-set-state'])
export const states = keysOf(labels['evaluation-state'])
export const outcomes = keysOf(labels['evaluation-outcome'])
export const objectionOutcomes = keysOf(labels['objection-outcome'])
export const modes = keysOf(labels['indicator-mode'])
export const formulas = keysOf(labels['indicator-formula'])
export const measures = keysOf(labels['indicator-measure'])
export const directions = keysOf(labels['indicator-direction'])
export const methods = keysOf(labels['indicator-method'])
export const sources = keysOf(labels['indicator-source'])
export const gradeCodes = keysOf(labels['evaluation-grade'])
