import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'accountability-record-not-found': {
    status: 404,
    title: { zh: '问责记录不存在或无权查看', en: 'The record does not exist or is not visible to you' }
  },
  'subject-not-within': {
    status: 422,
    title: {
      zh: '只能问责本辖区内的单位',
      en: 'The unit held to account lies outside the deciding unit'
    },
    detail: {
      zh: '按照属地管理，被问责单位应在问责单位{unit}的辖区内（含本单位），请核对被问责单位。',
      en: 'The unit held to account must be unit {unit}, which decides, or lie within it. Check the unit.'
    }
  },
  'without-cause': {
    status: 422,
    title: { zh: '问责须有事由', en: 'An accountability record needs a cause' },
    detail: {
      zh: '请至少列明一项本人有权查看的记录作为事由。',
      en: 'Name at least one record that you may see as a cause.'
    }
  },
  'measure-missing': {
    status: 422,
    title: { zh: '党纪处分须注明种类', en: 'The measure of party discipline is missing' },
    detail: { zh: '请注明党纪处分的种类。', en: 'State which measure of party discipline was taken.' }
  },
  'measure-out-of-place': {
    status: 422,
    title: { zh: '只有党纪处分才注明种类', en: 'Only party discipline has a measure' },
    detail: {
      zh: '请删去党纪处分种类，或将处理方式改为党纪处分。',
      en: 'Leave out the measure, or choose party discipline as the outcome.'
    }
  },
  'decided-in-future': {
    status: 422,
    title: { zh: '日期不得晚于今日', en: 'The date lies in the future' },
    detail: { zh: '请填写今日或今日以前的日期。', en: 'Give a date that is today or earlier.' }
  },
  'accountability-lifted': {
    status: 409,
    title: { zh: '该问责已解除', en: 'This decision has already been lifted' },
    detail: { zh: '已解除的问责无需再次解除。', en: 'A decision is lifted once; nothing more is needed.' }
  },
  'lifted-out-of-time': {
    status: 422,
    title: {
      zh: '解除日期须在作出之日至今日之间',
      en: 'The date of lifting lies outside the permitted period'
    },
    detail: {
      zh: '解除日期应在问责作出之日{from}至今日{to}之间。',
      en: 'The date of lifting must lie between {from}, the date of the decision, and {to}, today.'
    }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'accountable-subject': {
    government: { zh: '政府责任', en: 'government' },
    department: { zh: '部门责任', en: 'department' }
  },
  'accountable-person': {
    leader: { zh: '领导责任', en: 'leader' },
    'direct-staff': { zh: '直接责任', en: 'staff directly in charge' }
  },
  'accountable-share': {
    primary: { zh: '主要责任', en: 'primary' },
    secondary: { zh: '次要责任', en: 'secondary' }
  },
  'accountable-nature': {
    dereliction: { zh: '主观渎职', en: 'dereliction of duty' },
    mistake: { zh: '客观失误', en: 'mistake' }
  },
  'accountability-outcome': {
    education: { zh: '批评教育', en: 'criticism and education' },
    criticism: { zh: '诫勉或通报批评', en: 'admonition or public criticism' },
    'party-discipline': { zh: '党纪处分', en: 'party discipline' },
    warning: { zh: '警告', en: 'warning' },
    demerit: { zh: '记过', en: 'demerit' },
    'serious-demerit': { zh: '记大过', en: 'serious demerit' },
    demotion: { zh: '降级', en: 'demotion' },
    dismissal: { zh: '撤职', en: 'dismissal from post' },
    expulsion: { zh: '开除', en: 'expulsion' }
  },
  'party-measure': {
    warning: { zh: '党内警告', en: 'warning within the party' },
    'serious-warning': { zh: '党内严重警告', en: 'serious warning within the party' },
    'removal-from-party-posts': { zh: '撤销党内职务', en: 'removal from party posts' },
    probation: { zh: '留党察看', en: 'probation within the party' },
    expulsion: { zh: '开除党籍', en: 'expulsion from the party' }
  },
  'accountability-receiver': {
    discipline: { zh: '纪检监察机关', en: 'discipline inspection and supervision authority' },
    judiciary: { zh: '司法机关', en: 'judicial authority' },
    other: { zh: '其他机关', en: 'other authority' }
  },
  'accountability-step': {
    lift: { zh: '解除', en: 'lift' }
  },
  'accountability-state': {
    decided: { zh: '已作出', en: 'decided' },
    lifted: { zh: '已解除', en: 'lifted' }
  }
} as const

type Labels = typeof labels
export type Subject = keyof Labels['accountable-subject']
export type Person = keyof Labels['accountable-person']
export type Share = keyof Labels['accountable-share']
export type Nature = keyof Labels['accountable-nature']
export type OutcomeKind = keyof Labels['accountability-outcome']
export type Measure = keyof Labels['party-measure']
export type Receiver = keyof Labels['accountability-receiver']

/** The codes of one dictionary list, for a schema. */
export function codesOf<K extends keyof Labels>(list: K) {
  return keysOf(labels[list])
}
export type State = keyof (typeof labels)['accountability-state']
