import { faults, type Sentence, type Wordings } from '../../platform/errors/refusal.ts'

export const uploadWordings = {
  'upload-not-found': {
    status: 404,
    title: { zh: '发放文件不存在或无权查看', en: 'The file does not exist or is not visible to you' }
  },
  'upload-lines-removed': {
    status: 409,
    title: { zh: '该版文件的各行已清除', en: 'The lines of this version have been removed' },
    detail: {
      zh: '系统只保留最近若干版及经检查比对过的版本，请查阅较新的版本。',
      en:
        'Only the newest versions, and those that a check has compared, keep their lines. Read a ' +
        'newer version.'
    }
  },
  'upload-running': {
    status: 409,
    title: {
      zh: '该批次正在上传同类文件',
      en: 'A file of this kind is being uploaded for this disbursement'
    },
    detail: { zh: '请待其完成后重试。', en: 'Wait until that upload has finished, then try again.' }
  },
  'payments-missing': {
    status: 409,
    title: { zh: '该批次尚无发放明细', en: 'The disbursement has no payments yet' },
    detail: {
      zh: '单行更正只能补充已有的发放明细，请先上传整月的明细。',
      en: 'Single lines can only be added to payments that exist. Upload the payments of the month first.'
    }
  },
  'upload-empty': {
    status: 422,
    title: { zh: '文件没有数据行', en: 'The file has no data lines' },
    detail: {
      zh: '现有文件有内容，而上传的文件只有表头。如确要清空，请加参数 allowEmpty=true。',
      en:
        'The current file has lines, and the uploaded one has only a header. To remove all lines, ' +
        'add ?allowEmpty=true.'
    }
  },
  'upload-rejected': {
    status: 422,
    title: { zh: '文件有误，未写入任何内容', en: 'The file has errors; nothing was written' },
    detail: {
      zh: '有{rejected}行有误，请按逐项错误更正后重新上传。',
      en: '{rejected} line(s) have errors. Correct those listed under `errors` and upload the file again.'
    }
  }
} satisfies Wordings

/** The possible faults of a line. The value is never repeated, because it may be an identity number. */
export const uploadSentences = {
  'recipient-missing': { zh: '缺少救助对象编号，请补充', en: 'The recipient number is missing. Add it' },
  'bad-recipient': {
    zh: '救助对象编号应为一至四十个字符，至少有一个字母或数字，不含空格和不可见字符',
    en:
      'The recipient number has the wrong form. Use 1 to 40 characters with at least one letter or ' +
      'digit, and no spaces or invisible characters'
  },
  'recipient-is-identity': {
    zh: '救助对象编号不得使用或含有身份证号码，请改用项目内的编号',
    en: 'The recipient number is or contains an identity number. Use a number of the programme instead'
  },
  'village-unknown': {
    zh: '不是该单位的村（社区），请填写本单位辖区内村（社区）的代码或名称',
    en: 'This is no village of the unit. Enter the code or name of a village within the unit'
  },
  'village-ambiguous': {
    zh: '辖区内有多个同名的村（社区），请改填代码',
    en: 'Several villages of the unit have this name. Enter the code'
  },
  'bad-amount': {
    zh: '金额应为非负数，至多两位小数，如 1234.50',
    en:
      'The amount has the wrong form. Use a number that is not negative, with at most two ' +
      'decimals, such as 1234.50'
  },
  'sum-too-large': {
    zh: '合计金额过大，请核对各行金额',
    en: 'The sum of all amounts is too large. Check the amounts'
  },
  'account-missing': { zh: '缺少账号，请补充', en: 'The account number is missing. Add it' },
  'bad-account': {
    zh: '账号应为一至四十位数字、字母或连字符',
    en: 'The account number has the wrong form. Use 1 to 40 digits, letters or hyphens'
  },
  'account-is-identity': {
    zh: '账号是身份证号码，请核对各列是否错位',
    en: 'The account number is an identity number. Check whether columns are mixed up'
  },
  'bad-id-number': { zh: '身份证号码有误，请核对', en: 'The identity number is not valid. Check it' },
  'bad-date': {
    zh: '日期应按“年-月-日”填写，如 2026-05-09',
    en: 'The date has the wrong form. Write it as year-month-day, such as 2026-05-09'
  },
  'paid-in-future': {
    zh: '支付日期晚于今天，请核对日期',
    en: 'The payment date lies in the future. Check it'
  },
  'paid-too-early': {
    zh: '支付日期早于该月名册可能形成的时间（最早为两个月前的一日），请核对年份和月份',
    en:
      'The payment date is earlier than the first day of two months before, when no roster of the ' +
      'month could exist. Check year and month'
  },
  'payment-missing': {
    zh: '现有发放明细中没有同一对象、账号和金额的支付，无法登记退回，请核对三项内容',
    en:
      'The payments contain none with this recipient, account and amount that the bank could have ' +
      'returned. Check all three'
  },
  'bad-status': {
    zh: '发放状态应为“成功”，或“退回”“失败”',
    en: 'The status is not known. Use paid (成功) or returned (退回, 失败)'
  }
} satisfies Record<string, Sentence>

export const fault = faults(uploadSentences)
