import { refusals } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const labels = {
  'compliance-state': {
    met: { zh: '已履行', en: 'met' },
    missed: { zh: '未履行', en: 'missed' },
    running: { zh: '期限未到', en: 'running' },
    'not-applicable': { zh: '不适用', en: 'not applicable' },
    unknown: { zh: '情况不明', en: 'unknown' }
  },
  'measured-duty': {
    'inspect-full': { zh: '全面监督检查', en: 'full inspection of direct subordinates' },
    'inspect-sample': { zh: '随机抽查', en: 'inspection of a random sample' },
    'areas-covered': { zh: '检查方面覆盖', en: 'all areas covered at direct subordinates' },
    scheme: { zh: '制定监管方案', en: 'supervision scheme' },
    rules: { zh: '制定实施细则', en: 'local rules' },
    publicity: { zh: '政策和监管宣传', en: 'publicity' },
    training: { zh: '人员培训', en: 'training' },
    responsibility: { zh: '明确监管责任', en: 'responsibility assigned' },
    hotline: { zh: '设立监督举报电话', en: 'hotline' },
    online: { zh: '设立网络渠道', en: 'online channel' },
    'relatives-declared': { zh: '近亲属年度申报', en: 'yearly declarations of near relatives' },
    'relatives-clean': { zh: '近亲属备案无问题', en: 'near relatives filed truly and fully' },
    website: { zh: '网站公开', en: 'publication on the website' },
    board: { zh: '设立公示板', en: 'notice board' },
    'review-notice': { zh: '审核公示期', en: 'notices of review kept up' },
    'cases-in-time': { zh: '信访件按期办理', en: 'cases in time' },
    bulletin: { zh: '信访信息定期通报', en: 'bulletin of each quarter' },
    referred: { zh: '线索及时移交', en: 'clues handed over in time' },
    allocated: { zh: '补助资金及时下拨', en: 'money handed down in time' },
    matched: { zh: '配套资金及时到账', en: 'matching money in place' },
    account: { zh: '专户专账', en: 'special account and ledger' },
    'paid-in-time': { zh: '及时发放', en: 'paid in time' },
    'paid-in-full': { zh: '足额发放', en: 'paid in full' },
    'fund-supervision': { zh: '资金监督检查', en: 'supervision of money' },
    rectified: { zh: '问题按期整改', en: 'findings rectified in time' },
    evaluated: { zh: '开展绩效评价', en: 'evaluation published for the year' }
  }
} as const

export type State = keyof (typeof labels)['compliance-state']
export type DutyId = keyof (typeof labels)['measured-duty']
export const states = keysOf(labels['compliance-state'])
export const dutyIds = keysOf(labels['measured-duty'])

export const wordings = {
  'compliance-day': {
    status: 422,
    title: { zh: '日期不在可统计范围内', en: 'No figures exist for this day' },
    detail: {
      zh: '统计截至最近一个已结束的日子，请填写{first}至{last}之间的日期。',
      en: 'Figures count up to the last day that is over. Give a day from {first} to {last}.'
    }
  }
} as const

export const refuse = refusals(wordings, labels)
