import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export { faultSentences, listFault } from './fault-sentences.ts'

export const wordings = {
  'protection-of-others': {
    status: 403,
    title: {
      zh: '不宜公示名单由县级单位自行保管',
      en: 'A county keeps its own register of protected recipients'
    },
    detail: {
      zh: '只有单位{unit}的人员可以登记或查看其不宜公示名单的情况，请由该单位办理。',
      en: 'Only people of unit {unit} may replace or look at its register. Ask that unit.'
    }
  },
  'protection-county-only': {
    status: 403,
    title: {
      zh: '不宜公示名单只由县级单位保管',
      en: 'Only counties keep a register of protected recipients'
    },
    detail: {
      zh: '请由本地县级单位登记不宜公示的救助对象。',
      en: 'Ask the county above your unit to enter recipients who must not be shown.'
    }
  },
  'protection-rejected': {
    status: 422,
    title: { zh: '不宜公示名单有误，未写入任何内容', en: 'The register has errors; nothing was written' },
    detail: {
      zh: '有{rejected}行有误，请按逐项错误更正后重新上传。',
      en: '{rejected} line(s) have errors. Correct those listed under `errors` and upload the file again.'
    }
  },
  'protection-empty': {
    status: 422,
    title: { zh: '名单没有数据行', en: 'The register has no data lines' },
    detail: {
      zh: '现有名单有内容，而上传的文件只有表头。如确要清空，请加参数 allowEmpty=true。',
      en:
        'The current register has lines, and the uploaded one has only a header. To remove all lines, ' +
        'add ?allowEmpty=true.'
    }
  },
  'disclosure-list-not-found': {
    status: 404,
    title: { zh: '公示名单不存在或无权查看', en: 'The list does not exist or is not visible to you' }
  },
  'disclosure-list-of-others': {
    status: 403,
    title: { zh: '公示名单由发放单位生成', en: 'A county makes its own lists' },
    detail: {
      zh: '该名单现由单位{unit}生成，请由该单位办理。',
      en: 'Unit {unit} makes this list. Ask that unit.'
    }
  },
  'disclosure-list-county': {
    status: 422,
    title: { zh: '公示名单由县级单位生成', en: 'Lists are made by counties' },
    detail: {
      zh: '乡镇（街道）和村（社区）张贴县级单位生成的名单，请由县级单位办理。',
      en: 'Townships and villages put up the finished list of the county. Ask the county to make it.'
    }
  },
  'disclosure-list-days': {
    status: 422,
    title: { zh: '公示截止日期早于起始日期', en: 'The list ends before it begins' },
    detail: { zh: '请核对公示起止日期。', en: 'Check the first and the last day of the list.' }
  },
  'disclosure-list-payer': {
    status: 422,
    title: { zh: '发放单位不符', en: 'The unit that pays does not fit' },
    detail: {
      zh: '发放单位应为单位{unit}所辖、自行发放的乡镇（街道）；由本单位发放的，不填此项。',
      en: 'Name a township of unit {unit} that pays itself. Where the county pays, leave the field out.'
    }
  },
  'roster-missing': {
    status: 409,
    title: { zh: '该月尚无发放名册', en: 'There is no roster of that month yet' },
    detail: {
      zh: '公示名单须与发放名册核对，请先上传该单位该项目该月的发放名册；由乡镇（街道）发放的，请填写发放单位。',
      en:
        'A list is compared with the roster. Upload the roster of the unit, programme and month first, or ' +
        'name the township that pays.'
    }
  },
  'roster-replaced': {
    status: 409,
    title: { zh: '发放名册已更新', en: 'The roster has been replaced' },
    detail: {
      zh: '该公示名单建立后，发放名册已被新文件取代。请新建公示名单后再生成。',
      en: 'A new roster stands since the list was made. Make a new list and render that one.'
    }
  },
  'list-rejected': {
    status: 422,
    title: { zh: '名单有误，未生成公示文件', en: 'The list has errors; no file was made' },
    detail: {
      zh: '有{rejected}行不得公示或有误。请按逐项错误处理后重新提交。',
      en:
        '{rejected} line(s) must not be shown or have errors. Handle those listed under `errors`, then ' +
        'try again.'
    }
  },
  'list-empty': {
    status: 422,
    title: { zh: '名单没有数据行', en: 'The list has no data lines' },
    detail: { zh: '请提交至少一行的名单。', en: 'Send a list with at least one line.' }
  },
  'list-too-long': {
    status: 422,
    title: { zh: '名单行数过多', en: 'The list has too many lines' },
    detail: {
      zh: '每份公示名单至多{most}行，请按项目或月份分开。',
      en: 'A list has at most {most} lines. Divide it by programme or month.'
    }
  },
  'list-document-too-long': {
    status: 422,
    title: { zh: '名单过长，不能生成公文', en: 'The list is too long for a document' },
    detail: {
      zh: '公文格式至多{most}行，请改用 CSV 或工作簿。',
      en: 'A document has at most {most} lines. Ask for CSV or a workbook.'
    }
  },
  'disclosure-scan-not-found': {
    status: 404,
    title: { zh: '公示扫描不存在或无权查看', en: 'The scan does not exist or is not visible to you' }
  },
  'scan-month-incomplete': {
    status: 422,
    title: { zh: '救助项目和所属月份须同时填写', en: 'Programme and month belong together' },
    detail: {
      zh: '与发放名册核对需要同时注明救助项目和所属月份，或两项都不填。',
      en: 'To compare with a roster, give both the programme and the month; otherwise leave both out.'
    }
  },
  'scan-unreadable': {
    status: 422,
    title: { zh: '文件无法读取', en: 'The file cannot be read' },
    detail: {
      zh: '请按逐项错误更正文件格式后重新提交。',
      en: 'Correct the form of the file as `errors` says, then send it again.'
    }
  }
} satisfies Wordings

export const labels = {
  'disclosure-list-content': {
    recipients: { zh: '救助对象名单', en: 'recipients' },
    review: { zh: '审核公示', en: 'review' },
    approval: { zh: '审批公布', en: 'approval' },
    ended: { zh: '终止救助', en: 'ended' }
  },
  'name-mask': {
    none: { zh: '不遮盖', en: 'none' },
    middle: { zh: '遮盖中间', en: 'middle' },
    given: { zh: '遮盖名字', en: 'given name' }
  },
  'list-grouping': {
    none: { zh: '按文件顺序', en: 'order of the file' },
    village: { zh: '按村（社区）', en: 'by village' }
  },
  'disclosure-list-state': {
    open: { zh: '待生成', en: 'open' },
    rendered: { zh: '已生成', en: 'rendered' }
  },
  'disclosure-list-step': { render: { zh: '生成', en: 'render the list' } },
  'list-fault-severity': {
    refuse: { zh: '不得公示', en: 'not to be shown' },
    warn: { zh: '请核对', en: 'to be looked at' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type Content = keyof (typeof labels)['disclosure-list-content']
export type Channel = (typeof channels)[number]
export type Mask = keyof (typeof labels)['name-mask']
export type Grouping = keyof (typeof labels)['list-grouping']
export type ListState = keyof (typeof labels)['disclosure-list-state']
export type Severity = keyof (typeof labels)['list-fault-severity']
export const contents = keysOf(labels['disclosure-list-content'])
/** Their labels are those of the disclosures, in a room above. */
export const channels = ['website', 'board'] as const
export const masks = keysOf(labels['name-mask'])
export const groupings = keysOf(labels['list-grouping'])
export const listStates = keysOf(labels['disclosure-list-state'])
export const severities = keysOf(labels['list-fault-severity'])
