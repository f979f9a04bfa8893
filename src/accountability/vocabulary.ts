import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'accountability-record-not-found': {
    status: 404,
    title: { zh: '问责记录不存在或无权查看', en: 'The record does not exist, or not for you' }
  },
  'subject-not-within': {
    status: 422,
    title: { zh: '只能问责本辖区内的单位', en: 'A unit holds to account what lies within it' },
    detail: {
      zh: '属地管理：被问责单位不在 {unit} 辖区内。',
      en: 'That unit does not lie within {unit}, the deciding one.'
    }
  },
  'without-cause': {
    status: 422,
    title: { zh: '问责须有事由', en: 'Nobody answers for nothing: a cause is missing' }
  },
  'measure-missing': {
    status: 422,
    title: { zh: '党纪处分须注明种类', en: 'Party discipline needs its measure' }
  },
  'measure-out-of-place': {
    status: 422,
    title: { zh: '只有党纪处分才注明种类', en: 'Only party discipline has a measure' }
  },
  'decided-in-future': {
    status: 422,
    title: { zh: '日期不得晚于今日', en: 'That day is still to come' }
  },
  'accountability-lifted': {
    status: 409,
    title: { zh: '该问责已解除', en: 'It has been lifted already' }
  },
  'lifted-out-of-time': {
    status: 422,
    title: { zh: '解除日期须在作出之日至今日之间', en: 'It is lifted between the decision and today' },
    detail: { zh: '须在 {from} 至 {to} 之间。', en: 'That is from {from} to {to}.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'accountable-subject': {
    government: { zh: '政府责任', en: 'the government' },
    department: { zh: '部门责任', en: 'the department' }
  },
  'accountable-person': {
    leader: { zh: '领导责任', en: 'a leader' },
    'direct-staff': { zh: '直接责任', en: 'staff, directly' }
  },
  'accountable-share': {
    primary: { zh: '主要责任', en: 'primary' },
    secondary: { zh: '次要责任', en: 'secondary' }
  },
  'accountable-nature': {
    dereliction: { zh: '主观渎职', en: 'dereliction' },
    mistake: { zh: '客观失误', en: 'a mistake' }
  },
  'accountability-outcome': {
    education: { zh: '批评教育', en: 'education' },
    criticism: { zh: '诫勉或通报批评', en: 'criticism' },
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
    discipline: { zh: '纪检监察机关', en: 'discipline inspection and supervision' },
    judiciary: { zh: '司法机关', en: 'judiciary' },
    other: { zh: '其他机关', en: 'another authority' }
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

/** The codes of one list of labels, for a schema. */
export function codesOf<K extends keyof Labels>(list: K) {
  return Object.keys(labels[list]) as (keyof Labels[K] & string)[]
}
