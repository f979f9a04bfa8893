import { refusals, type Wordings } from '../../platform/errors/refusal.ts'
import { labels } from '../vocabulary.ts'

export const filingWordings = {
  'relative-filing-not-found': {
    status: 404,
    title: { zh: '近亲属备案不存在或无权查看', en: 'The filing does not exist or is not visible to you' }
  },
  'filing-of-others': {
    status: 403,
    title: { zh: '备案由工作人员所在单位办理', en: 'The unit of the filer keeps the filing' },
    detail: {
      zh: '更正和注销由工作人员所在单位{unit}或者其上级单位办理。',
      en: 'Unit {unit}, where the filer works, and the units above it correct and end the filing. Ask them.'
    }
  },
  'visit-by-county': {
    status: 403,
    title: { zh: '入户核查由县级以上单位登记', en: 'A county or a unit above it enters the visit' },
    detail: {
      zh: '请由县级民政部门入户核查并登记。',
      en: 'The county office visits the household. Ask it to enter the visit.'
    }
  },
  'filing-step': {
    status: 409,
    title: { zh: '备案现状不允许此操作', en: 'The status of the filing does not allow this step' },
    detail: {
      zh: '备案现为{state:filing-state}，不能{step:filing-step}。',
      en: 'The status of the filing is "{state:filing-state}". You cannot {step:filing-step} now.'
    }
  },
  'filing-twice': {
    status: 409,
    constraint: 'relative_filing_twice_key',
    title: { zh: '该近亲属已经备案', en: 'The relative is filed already' },
    detail: {
      zh: '同一工作人员就同一救助项目、同一救助对象编号和同一人已有有效备案，请更正原备案。',
      en:
        'There is a filing in force of the same filer for the same programme, recipient number and person. ' +
        'Correct that one.'
    }
  },
  'filing-self': {
    status: 422,
    title: { zh: '本人享受救助不在备案范围', en: 'An allowance of the filer personally is not filed' },
    detail: {
      zh: '本单位适用的规定未将本人列入备案范围，请核对身份证号码。',
      en:
        'The rules in force for the unit do not include the filer as a recipient. Check the identity ' +
        'number.'
    }
  },
  'filing-self-mismatch': {
    status: 422,
    title: { zh: '对象关系与身份证号码不符', en: 'The relation does not fit the identity number' },
    detail: {
      zh: '关系为本人的，号码应与工作人员一致；其他关系的，号码应当不同。请核对。',
      en: 'With the relation "self" both numbers are the same, and otherwise they differ. Check them.'
    }
  },
  'relation-unknown': {
    status: 422,
    title: { zh: '没有这种亲属关系', en: 'There is no such relation' },
    detail: {
      zh: '请从现行政策所列的亲属关系中选用。',
      en: 'Choose one of the relations that the policy in force lists.'
    }
  },
  'relation-not-listed': {
    status: 422,
    title: { zh: '该亲属关系不在备案范围', en: 'The relation is not to be filed' },
    detail: {
      zh: '本单位适用的备案范围不含该关系；需要扩展的，由实施细则规定。',
      en: 'The list in force for the unit does not have this relation. A local rule can add it.'
    }
  },
  'recipient-no-identity': {
    status: 422,
    title: { zh: '编号不得含有身份证号码', en: 'A number must not contain an identity number' },
    detail: {
      zh: '救助对象编号、档案号请使用项目内的编号，身份证号码另填。',
      en: 'Use numbers of the programme and of the file. The identity number has a field of its own.'
    }
  },
  'filing-village': {
    status: 422,
    title: { zh: '没有这个村（社区）', en: 'There is no such village' },
    detail: {
      zh: '请填写本省内救助对象所在村（社区）的代码。',
      en: 'Give the code of the village in this province in which the recipient lives.'
    }
  },
  'filing-person-bad': {
    status: 422,
    title: { zh: '救助对象身份证号码有误', en: 'The identity number of the recipient is not valid' },
    detail: { zh: '校验码不符，请核对号码。', en: 'The check digit does not fit. Check the number.' }
  },
  'registration-level': {
    status: 422,
    title: { zh: '登记级别与本单位不符', en: 'The level of the registration does not fit your unit' },
    detail: {
      zh: '各级登记由本级单位办理；上级单位代为登记的，请注明代登记。',
      en:
        'A unit enters the registration of its own level. A unit above may do so on behalf of a lower ' +
        'level, and states that.'
    }
  },
  'registration-twice': {
    status: 409,
    constraint: 'relative_registration_pkey',
    title: { zh: '该级别已经登记', en: 'The filing is registered at this level already' },
    detail: { zh: '无须重复登记。', en: 'No second registration is needed.' }
  },
  'visitor-unknown': {
    status: 422,
    title: { zh: '没有这名检查人员', en: 'There is no such person on the staff register' },
    detail: {
      zh: '请填写检查人员名录中在册人员的标识。',
      en: 'Give identifiers of people who are active on the staff register of your unit or below it.'
    }
  },
  'filing-document-too-long': {
    status: 422,
    title: { zh: '备案过多，不能生成公文', en: 'There are too many filings for a document' },
    detail: {
      zh: '公文格式至多{most}条，请按下级单位分别生成，或者以 CSV、工作簿下载备案列表。',
      en:
        'A document has at most {most} filings. Ask for the document of a unit below, or download the list ' +
        'of filings as CSV or a workbook.'
    }
  },
  'filing-end-early': {
    status: 422,
    title: { zh: '注销日期早于备案日期', en: 'The filing would end before it was made' },
    detail: {
      zh: '备案日期为{filedOn}，请核对；误录的，以录入有误注销。',
      en: 'The filing was made on {filedOn}. Check the day, or end it as entered in error.'
    }
  }
} satisfies Wordings

export const refuse = refusals(filingWordings, labels)
