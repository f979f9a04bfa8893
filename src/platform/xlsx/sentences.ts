import { faults, type Sentence } from '../refusal.ts'

/** What can be wrong with any uploaded workbook. */
export const xlsxSentences = {
  'workbook-unreadable': { zh: '不是可读取的 XLSX 工作簿', en: 'This is no XLSX workbook that can be read' },
  'workbook-too-large': { zh: '工作簿解压后过大', en: 'Unpacked, the workbook is too large' },
  'number-imprecise': {
    zh: '数字超过十五位，表格软件已丢失精度，请改为文本',
    en: 'Beyond fifteen digits a spreadsheet loses some: write it as text'
  }
} satisfies Record<string, Sentence>

export const fault = faults(xlsxSentences)

/** Why a workbook is not read, or not read further. */
export class WorkbookError extends Error {
  readonly code: 'workbook-unreadable' | 'workbook-too-large'

  constructor(code: WorkbookError['code']) {
    super(code)
    this.code = code
  }
}
