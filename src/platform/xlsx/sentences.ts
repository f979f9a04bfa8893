import { faults, type Sentence, type Values } from '../errors/refusal.ts'

/** The possible faults of any uploaded workbook. */
export const xlsxSentences = {
  'workbook-unreadable': {
    zh: '不是可读取的 XLSX 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传',
    en: 'The file is not a readable XLSX workbook. Open it with Excel or WPS and save it again as .xlsx'
  },
  'workbook-damaged': {
    zh: '工作簿在保存或传输中已损坏（校验不符），请用 Excel 或 WPS 打开、核对后另存为 .xlsx 再上传',
    en:
      'The workbook was damaged when it was saved or sent (its checksum is wrong). Open and check ' +
      'it, then save it again as .xlsx'
  },
  'workbook-too-large': {
    zh: '工作簿过大或过于复杂，请删去无关的工作表、格式和空行，或改用 CSV',
    en: 'The workbook is too large or too complex. Delete other sheets, formats and empty rows, or send CSV'
  },
  'workbook-too-slow': {
    zh: '读取工作簿超出时限，请删去多余的格式和空行，或改用 CSV',
    en: 'Reading the workbook takes too long. Delete unneeded formats and empty rows, or send CSV'
  },
  'sheet-unclear': {
    zh: '有多张可见工作表含有内容（{sheets}），请用参数 sheet 指明读取哪一张',
    en: 'Several visible sheets have content ({sheets}). Name the one to read with ?sheet='
  },
  'sheet-unknown': {
    zh: '没有这个名称的可见工作表，可选：{sheets}',
    en: 'There is no visible sheet with this name. Choose one of: {sheets}'
  },
  'cell-far-out': {
    zh: '{cell} 单元格有内容，距表格过远，请删除或移入表格',
    en: 'Cell {cell} has content far away from the table. Delete it or move it into the table'
  },
  'number-imprecise': {
    zh: '数字超过十五位，表格软件只保留前十五位，后面的已变为 0；请将该列设为“文本”格式后重新填写',
    en:
      'The number has more than fifteen digits. A spreadsheet program keeps fifteen and turns the ' +
      'others into 0. Format the column as text and enter the numbers again'
  },
  'number-not-whole': {
    zh: '号码列的单元格是带小数或负号的数字，不可能是号码；请将该列设为“文本”格式后重新填写',
    en:
      'The cell of a column for identification numbers contains a decimal or negative number. ' +
      'Format the column as text and enter it again'
  },
  'number-format-unclear': {
    zh: '单元格的数字格式使显示的内容与实际数值不同（如百分比、万元或附加文字）；请改为文本，或改用常规格式填写实际数值',
    en:
      'The number format of the cell shows something else than its value (a percentage, ten ' +
      'thousands, added characters). Change it to text, or to the general format with the real ' +
      'value'
  },
  'cell-error': {
    zh: '单元格是错误值（如 #N/A、#REF!），请更正公式或填写实际内容',
    en: 'The cell contains an error such as #N/A or #REF!. Correct the formula or enter the content'
  },
  'cell-boolean': {
    zh: '单元格是逻辑值 TRUE/FALSE，请填写实际内容',
    en: 'The cell contains TRUE or FALSE. Enter the real content'
  },
  'cell-date': {
    zh: '单元格是日期或时间，此列不应为日期；可能被表格软件自动转换，请设为“文本”后重新填写',
    en:
      'The cell contains a date or time, which this column does not accept. A spreadsheet program ' +
      'may have changed it. Format it as text and enter it again'
  },
  'formula-without-value': {
    zh: '单元格只有公式、没有计算结果；请用 Excel 或 WPS 打开，重新计算并保存，或粘贴为数值',
    en:
      'The cell contains a formula without its result. Open the file with Excel or WPS, ' +
      'recalculate and save it, or paste values'
  }
} satisfies Record<string, Sentence>

export const fault = faults(xlsxSentences)

export type WorkbookCode =
  | Extract<keyof typeof xlsxSentences, `workbook-${string}` | `sheet-${string}` | 'cell-far-out'>
  | 'file-is-xlsb'
  | 'file-is-ods'
  | 'file-is-other'

/** Why a workbook is not read, or not read further. */
export class WorkbookError extends Error {
  readonly code: WorkbookCode
  readonly values: Values
  readonly line: number | undefined

  constructor(code: WorkbookCode, values: Values = {}, line?: number) {
    super(code)
    this.code = code
    this.values = values
    this.line = line
  }
}
