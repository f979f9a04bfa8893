import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'deployment-not-found': {
    status: 404,
    title: { zh: '部署任务不存在或无权查看', en: 'The deployment does not exist or is not visible to you' }
  },
  'deployment-item-not-found': {
    status: 404,
    title: { zh: '没有这一任务事项', en: 'There is no such item' },
    detail: { zh: '该部署任务没有第{no}项，请核对序号。', en: 'It has no item {no}. Check the number.' }
  },
  'deployment-report-not-found': {
    status: 404,
    title: { zh: '进展报告不存在或无权查看', en: 'The report does not exist or is not visible to you' }
  },
  'deployment-of-issuer': {
    status: 403,
    title: {
      zh: '由部署单位或其上级单位办理',
      en: 'This is for the issuing unit and the units above it'
    },
    detail: { zh: '请由部署单位{unit}办理。', en: 'Ask unit {unit}, which issues it.' }
  },
  'deployment-of-addressee': {
    status: 403,
    title: { zh: '由责任单位报告进展', en: 'Addressed units report progress' },
    detail: {
      zh: '本单位不是该部署任务的责任单位，也不代行责任单位的职责，请由责任单位报告。',
      en: 'Your unit is not addressed and acts for no addressed unit. Ask an addressed unit to report.'
    }
  },
  'deployment-step': {
    status: 409,
    title: { zh: '部署任务现状不允许此操作', en: 'The status of the deployment does not allow this step' },
    detail: {
      zh: '部署任务现为{state:deployment-state}，不能{step:deployment-step}。',
      en: 'The status of the deployment is "{state:deployment-state}". You cannot {step:deployment-step} now.'
    }
  },
  'deployment-report-step': {
    status: 409,
    title: { zh: '进展报告现状不允许此操作', en: 'The status of the report does not allow this step' },
    detail: {
      zh: '报告现为{review:deployment-review}，部署任务现为{state:deployment-state}，不能{step:deployment-report-step}。',
      en:
        'The review of the report is "{review:deployment-review}", the status of the deployment ' +
        '"{state:deployment-state}". You cannot {step:deployment-report-step} now.'
    }
  },
  'deployment-document-twice': {
    status: 409,
    constraint: 'deployment_document_key',
    title: { zh: '该文号已有部署任务', en: 'This document number is on record already' },
    detail: {
      zh: '本单位已有同一文号的部署任务，请核对文号。',
      en: 'The unit has a deployment with this document number. Check the number.'
    }
  },
  'deployment-issued-later': {
    status: 422,
    title: { zh: '印发日期晚于今日', en: 'The date of the document lies in the future' },
    detail: {
      zh: '印发日期不得晚于今日{today}。',
      en: 'Give a date no later than {today}, today.'
    }
  },
  'deployment-item-twice': {
    status: 422,
    title: { zh: '任务事项序号重复', en: 'Two items have the same number' },
    detail: {
      zh: '第{no}项出现了两次，请另编序号。',
      en: 'Number {no} is given twice. Give each item a number of its own.'
    }
  },
  'deployment-due-before-issue': {
    status: 422,
    title: { zh: '完成时限早于印发日期', en: 'The last day lies before the date of the document' },
    detail: {
      zh: '完成时限不得早于印发日期{on}。',
      en: 'Give a last day that is not before {on}, the date of the document.'
    }
  },
  'deployment-due-passed': {
    status: 422,
    title: { zh: '完成时限已过', en: 'The last day has passed' },
    detail: {
      zh: '变更后的完成时限不得早于今日{today}。',
      en: 'An amended item needs a last day that is not before {today}, today.'
    }
  },
  'deployment-milestones': {
    status: 422,
    title: { zh: '分月序时进度有误', en: 'The milestones are not right' },
    detail: {
      zh: '有考核指标的事项才有序时进度；各节点按日期先后排列，目标不减，日期在印发日期之后、完成时限之前。',
      en:
        'Only items with a measure have milestones. Their days ascend and lie between the date of the ' +
        'document and the last day; their targets do not fall and do not exceed that of the item.'
    }
  },
  'deployment-addressees-none': {
    status: 422,
    title: { zh: '没有责任单位', en: 'No unit is addressed' },
    detail: {
      zh: '该范围内没有符合条件的下级单位，请另选范围或逐一列出单位。',
      en: 'No unit below fits. Choose another subtree or level, or name the units one by one.'
    }
  },
  'deployment-nothing-overdue': {
    status: 409,
    title: { zh: '没有逾期未完成的事项', en: 'No item is overdue' },
    detail: {
      zh: '今日各责任单位均没有逾期未完成的事项，无须起草通报。',
      en: 'Today no item is overdue at any unit. There is nothing to draft a notice about.'
    }
  },
  'deployment-addressee-twice': {
    status: 422,
    title: { zh: '同一责任单位列了两次', en: 'A unit is addressed twice' },
    detail: { zh: '每个单位只列一次。', en: 'Name each unit once.' }
  },
  'deployment-addressee-unknown': {
    status: 422,
    title: { zh: '没有这一下级单位', en: 'There is no such unit below' },
    detail: {
      zh: '单位{unit}没有这一有效的下级单位，请核对代码。',
      en: 'No existing unit below {unit} has this code. Check the code.'
    }
  },
  'deployment-parent-unknown': {
    status: 422,
    title: { zh: '没有向本单位部署的这一上级任务', en: 'No such item was issued to the unit' },
    detail: {
      zh: '上级任务应是已向单位{unit}印发的部署任务中的事项，请核对标识和序号。',
      en:
        'The item passed on must be one that was issued to unit {unit}. Check the identifier and the ' +
        'number.'
    }
  },
  'deployment-value-missing': {
    status: 422,
    title: { zh: '请填写指标完成值', en: 'State the value of the measure' },
    detail: {
      zh: '该事项有考核指标，报告推进中或已完成时须填写完成值。',
      en: 'The item has a measure. A report that it is under way or done needs the value reached.'
    }
  },
  'deployment-value-strange': {
    status: 422,
    title: { zh: '该事项没有考核指标', en: 'The item has no measure' },
    detail: { zh: '请不填完成值。', en: 'Leave the value out.' }
  },
  'deployment-value-over': {
    status: 422,
    title: { zh: '完成值超过目标值', en: 'The value exceeds the target' },
    detail: {
      zh: '目标值为{target}。确实超额完成的，请注明“超额完成”；否则核对完成值。',
      en: 'The target is {target}. If the unit did more, set `over`; otherwise check the value.'
    }
  },
  'deployment-studied-on': {
    status: 422,
    title: { zh: '研究部署日期有误', en: 'The day of the study is not right' },
    detail: {
      zh: '研究部署日期应在印发日期{from}至今日{today}之间。',
      en: 'Give a day between {from}, the date of the document, and {today}, today.'
    }
  },
  'deployment-item-done': {
    status: 409,
    title: { zh: '该事项已确认完成', en: 'The item is confirmed as done' },
    detail: {
      zh: '已确认完成的事项不再报告进展。',
      en: 'Nothing more is reported on an item that is confirmed as done.'
    }
  },
  'deployment-day-to-come': {
    status: 422,
    title: { zh: '日期晚于今日', en: 'The day lies in the future' },
    detail: { zh: '请填写不晚于今日{today}的日期。', en: 'Give a day no later than {today}, today.' }
  },
  'deployment-link-unknown': {
    status: 422,
    title: { zh: '没有这一部署任务或事项', en: 'There is no such deployment or item' },
    detail: {
      zh: '请填写已印发、本人可以查看的部署任务及其事项序号。',
      en: 'Name a deployment that is issued and visible to you, and items that it has.'
    }
  },
  'deployment-link-area': {
    status: 422,
    title: { zh: '监管内容与部署任务不符', en: 'The area does not fit a deployment' },
    detail: {
      zh: '部署任务只与“上级部署推进”方面的问题相关联。',
      en: 'Only findings of the area "deployment" name a deployment.'
    }
  }
} satisfies Wordings

export const labels = {
  'deployment-state': {
    draft: { zh: '拟制', en: 'draft' },
    issued: { zh: '已印发', en: 'issued' },
    closed: { zh: '已办结', en: 'closed' }
  },
  'deployment-report-state': {
    'not-started': { zh: '未启动', en: 'not started' },
    'under-way': { zh: '推进中', en: 'under way' },
    done: { zh: '已完成', en: 'done' }
  },
  'deployment-review': {
    open: { zh: '待确认', en: 'not yet reviewed' },
    confirmed: { zh: '已确认', en: 'confirmed' },
    returned: { zh: '已退回', en: 'returned' }
  },
  'deployment-progress': {
    done: { zh: '已完成', en: 'done' },
    claimed: { zh: '报告完成、待确认', en: 'reported done, not confirmed' },
    'under-way': { zh: '推进中', en: 'under way' },
    'not-started': { zh: '未启动', en: 'not started' },
    overdue: { zh: '逾期未完成', en: 'overdue' }
  },
  'deployment-step': {
    issue: { zh: '印发', en: 'issue the deployment' },
    amend: { zh: '变更任务事项', en: 'amend its items' },
    report: { zh: '报告进展', en: 'report progress' },
    notice: { zh: '起草推进情况通报', en: 'draft a notice about its progress' },
    close: { zh: '办结', en: 'close the deployment' }
  },
  'deployment-report-step': {
    confirm: { zh: '确认报告', en: 'confirm the report' },
    return: { zh: '退回报告', en: 'return the report' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type State = keyof (typeof labels)['deployment-state']
export type ReportState = keyof (typeof labels)['deployment-report-state']
export type Review = keyof (typeof labels)['deployment-review']
export type Standing = keyof (typeof labels)['deployment-progress']
export const states = keysOf(labels['deployment-state'])
export const reportStates = keysOf(labels['deployment-report-state'])
export const reviews = keysOf(labels['deployment-review'])
export const standings = keysOf(labels['deployment-progress'])
