import { faults, type Sentence, type Wordings } from '../../platform/errors/refusal.ts'

export const uploadWordings = {
  'upload-not-found': {
    status: 404,
    title: { zh: '发放文件不存在或无权查看', en: 'The file does not exist, or not for you' }
  },
  'upload-lines-removed': {
    status: 409,
    title: { zh: '该版文件的各行已清除', en: 'The lines of this version were taken out' },
    detail: {
      zh: '系统只保留最近若干版及经检查比对过的版本，请查阅较新的版本。',
      en: 'Only the newest versions, and those that a check compared, keep their lines. Read a newer version.'
    }
  },
  'upload-running': {
    status: 409,
    title: { zh: '该批次正在上传同类文件', en: 'Such a file of this disbursement is being taken in' }
  },
  'payments-missing': {
    status: 409,
    title: { zh: '该批次尚无发放明细', en: 'The disbursement has no payments yet' },
    detail: {
      zh: '单行更正只能补充已有的发放明细，请先用 PUT 上传整月的明细。',
      en:
        'Single lines can only be added to payments that are there. Upload those of the month with PUT ' +
        'first.'
    }
  },
  'upload-empty': {
    status: 422,
    title: { zh: '文件没有数据行', en: 'The file has no lines' },
    detail: {
      zh: '现有文件有内容，而上传的文件只有表头。如确要清空，请加 ?allowEmpty=true。',
      en:
        'The file that stands has lines, and this one has a header only. If that is meant, add ' +
        '?allowEmpty=true.'
    }
  },
  'upload-rejected': {
    status: 422,
    title: { zh: '文件有误，未写入任何内容', en: 'The file is faulty; nothing was written' },
    detail: { zh: '有误 {rejected} 行，见 errors。', en: '{rejected} line(s) are wrong; see errors.' }
  }
} satisfies Wordings

/** What can be wrong with a line. The value is never repeated: it may be an identity number. */
export const uploadSentences = {
  'recipient-missing': { zh: '缺少救助对象编号', en: 'The number of the recipient is missing' },
  'bad-recipient': {
    zh: '救助对象编号应为一至四十个字符，至少有一个字母或数字，不含空格和不可见字符',
    en:
      'The number of a recipient has 1 to 40 characters, a letter or digit among them, and neither blanks ' +
      'nor invisible characters'
  },
  'recipient-is-identity': {
    zh: '救助对象编号不得使用或含有身份证号码',
    en: 'An identity number must not serve as number of a recipient, nor stand in it'
  },
  'village-unknown': {
    zh: '不是该单位的村（社区），请填写本单位辖区内村（社区）的代码或名称',
    en: 'No village of this unit. Enter the code or name of a village within it'
  },
  'village-ambiguous': {
    zh: '辖区内有多个同名的村（社区），请改填代码',
    en: 'Several villages of this unit have the name. Enter the code'
  },
  'bad-amount': {
    zh: '金额应为非负数，至多两位小数，如 1234.50',
    en: 'An amount is not negative and has at most two decimals, such as 1234.50'
  },
  'sum-too-large': { zh: '合计金额过大', en: 'The sum of all amounts is too large' },
  'account-missing': { zh: '缺少账号', en: 'The account is missing' },
  'bad-account': {
    zh: '账号应为一至四十位数字、字母或连字符',
    en: 'An account is 1 to 40 digits, letters or hyphens'
  },
  'account-is-identity': {
    zh: '账号是身份证号码，请核对各列',
    en: 'The account is an identity number: columns may be mixed up'
  },
  'bad-id-number': { zh: '身份证号码有误', en: 'The identity number is wrong' },
  'bad-date': { zh: '日期应为 YYYY-MM-DD，如 2026-05-09', en: 'A date is YYYY-MM-DD, such as 2026-05-09' },
  'paid-in-future': {
    zh: '支付日期晚于今天，请核对日期',
    en: 'The day of payment is later than today. Check it'
  },
  'paid-too-early': {
    zh: '支付日期早于该月名册可能形成的时间（最早为两个月前的一日），请核对年份和月份',
    en:
      'The day of payment is before the roster of the month could exist (two months earlier). Check ' +
      'year and month'
  },
  'payment-missing': {
    zh: '现有发放明细中没有同一对象、账号和金额的支付，无法登记退回，请核对三项内容',
    en:
      'The payments hold none of this recipient, account and amount that could have come back. Check all ' +
      'three'
  },
  'bad-status': {
    zh: '支付状态应为 paid（成功）或 returned（退回、失败）',
    en: 'The status is paid (成功) or returned (退回, 失败)'
  }
} satisfies Record<string, Sentence>

export const fault = faults(uploadSentences)
