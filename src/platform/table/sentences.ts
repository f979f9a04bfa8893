import { faults, type Sentence } from '../errors/refusal.ts'

/** The possible faults of any uploaded table, whatever its format. */
export const tableSentences = {
  'header-missing': {
    zh: '缺少表头行：前十行中应有一行写明各列名称，可下载模板对照',
    en:
      'The header line is missing. One of the first ten lines has to name the columns. Compare ' +
      'with the template'
  },
  'column-missing': {
    zh: '缺少列“{label}”，请在表头行（须在前十行之内）中补上该列',
    en: 'Column {name} ({label}) is missing. Add it to the header line, which is one of the first ten lines'
  },
  'column-unknown': {
    zh: '列名“{name}”疑似拼写有误，请更正或删除该列',
    en: 'Column "{name}" looks misspelt. Correct its name or delete the column'
  },
  'column-twice': {
    zh: '列“{name}”与前面的列“{other}”含义相同，请只保留一列',
    en: 'Column "{name}" means the same as the earlier column "{other}". Keep one of them'
  },
  'column-nameless': {
    zh: '该列没有列名却有内容，请在表头行补上列名，或删除内容',
    en: 'This column has content but no name. Name it in the header line or delete the content'
  },
  'example-left': {
    zh: '这是模板中的示例行，请删除后再上传',
    en: 'This is the example line of the template. Delete it and upload the file again'
  },
  'column-count': {
    zh: '应有 {expected} 列，实有 {found} 列，请补齐该行，或删除表格以外的内容',
    en:
      'The line has {found} columns instead of {expected}. Complete it, or delete content outside ' +
      'the table'
  },
  'quote-broken': {
    zh: '引号不配对，请成对使用半角引号，或删除引号',
    en: 'A quotation mark is not closed. Close it or delete it'
  },
  'line-too-long': {
    zh: '该行过长，请检查引号与换行',
    en: 'The line is too long. Check its quotation marks and line breaks'
  },
  'encoding-broken': {
    zh: '内容与声明的编码 {charset} 不符：请另存为 UTF-8，或在 Content-Type 中注明实际编码（如 charset=gb18030）',
    en:
      'The text is not valid {charset}. Save it as UTF-8, or declare its encoding in Content-Type ' +
      '(charset=gb18030)'
  },
  'text-garbled': {
    zh: '含有乱码（如“�”），文字在转换编码时已损坏；请从原表重新导出，并选 UTF-8 编码',
    en:
      'The text contains signs of a wrong encoding, such as "�", and has been damaged. Export it ' +
      'again from its source as UTF-8'
  },
  'text-unstorable': {
    zh: '含有无法保存的字符，请删除后重新填写该单元格',
    en: 'The text contains a character that cannot be stored. Enter the cell again without it'
  },
  'number-spoilt': {
    zh: '号码已被表格软件改成科学计数法或小数，原号码已丢失；请将该列设为“文本”格式后重新填写',
    en:
      'A spreadsheet program has turned the number into scientific notation or a decimal, and the ' +
      'number is lost. Format the column as text and enter it again'
  },
  'number-rounded': {
    zh: '号码第十六位起都是 0，应是表格软件只保留了前十五位（本文件共 {lines} 行如此）；请将该列设为“文本”格式后重新填写',
    en:
      'All digits after the fifteenth are 0 (in {lines} lines of this file), so a spreadsheet ' +
      'program has rounded the numbers. Format the column as text and enter them again'
  },
  'number-hidden': {
    zh: '内容是 ####，说明列宽不足以显示；请调宽该列后重新导出',
    en: 'The content is ####, because the column was too narrow. Widen it and export again'
  },
  'cell-error-text': {
    zh: '内容是错误值（如 #N/A、#REF!），请更正公式或填写实际内容',
    en: 'The content is an error such as #N/A or #REF!. Correct the formula, or enter the content'
  },
  'cell-placeholder': {
    zh: '内容是占位词（如 NULL、nan、TRUE、无、-），不是号码或名称；请填写实际内容，没有的留空',
    en:
      'The content is a placeholder such as NULL, nan, TRUE or -. Enter the real content, or leave ' +
      'the cell empty'
  },
  'cell-formula-text': {
    zh: '内容是公式，不是号码或名称；请粘贴为数值后再导出',
    en: 'The content is a formula. Paste it as a value and export again'
  },
  'cell-date-text': {
    zh: '此列的内容像日期，可能被表格软件自动转换；请设为“文本”格式后重新填写',
    en:
      'The content looks like a date; a spreadsheet program may have changed it. Format the column ' +
      'as text and enter it again'
  },
  'cell-total-text': {
    zh: '内容是合计、总计一类的字样，不是号码或名称；请删除该行',
    en: 'The content is a word for a total, not a number or name. Delete the line'
  },
  'total-not-last': {
    zh: '合计行之后还有内容：请删除中间的合计、小计行，以及合计之后的说明、签字',
    en: 'There are lines after the total. Delete subtotals, and notes or signatures after the total'
  },
  'total-wrong': {
    zh: '合计行的金额与各行之和 {sum} 不符，请核对是否有遗漏或重复的行',
    en:
      'The total differs from the sum of the lines, {sum}. Check whether lines are missing or ' +
      'appear twice'
  },
  'file-is-xls': {
    zh: '这是旧版 Excel 97-2003 工作簿（.xls），请用 Excel 或 WPS 另存为 .xlsx',
    en: 'This is an old Excel workbook (.xls). Save it as .xlsx with Excel or WPS'
  },
  'file-is-encrypted': {
    zh: '工作簿设有打开密码，请用 Excel 或 WPS 取消密码后另存为 .xlsx',
    en:
      'The workbook is protected by a password. Remove the password and save the file as .xlsx ' +
      'with Excel or WPS'
  },
  'file-is-web-page': {
    zh: '这是网页（HTML 或 XML），只是文件名像表格；请用 Excel 或 WPS 打开后另存为 .xlsx',
    en:
      'This is a web page or XML file with the name of a table. Open it with Excel or WPS and save ' +
      'it as .xlsx'
  },
  'file-is-xlsb': {
    zh: '这是 Excel 二进制工作簿（.xlsb），请用 Excel 或 WPS 另存为 .xlsx',
    en: 'This is a binary Excel workbook (.xlsb). Save it as .xlsx with Excel or WPS'
  },
  'file-is-ods': {
    zh: '这是 OpenDocument 表格（.ods），请用 Excel、WPS 或 LibreOffice 另存为 .xlsx',
    en: 'This is an OpenDocument table (.ods). Save it as .xlsx with Excel, WPS or LibreOffice'
  },
  'file-is-pdf': {
    zh: '这是 PDF 文件，不能作为表格读取；请上传原表，用 Excel 或 WPS 另存为 .xlsx',
    en:
      'This is a PDF, which cannot be read as a table. Upload the table itself, saved as .xlsx ' +
      'with Excel or WPS'
  },
  'file-is-picture': {
    zh: '这是图片，不能作为表格读取；请上传原表，用 Excel 或 WPS 另存为 .xlsx',
    en:
      'This is a picture, which cannot be read as a table. Upload the table itself, saved as .xlsx ' +
      'with Excel or WPS'
  },
  'file-is-other': {
    zh: '这不是表格文件（可能是 Word 文档或压缩包）；请用 Excel 或 WPS 另存为 .xlsx',
    en:
      'This is not a table (perhaps a Word document or an archive). Save the table as .xlsx with ' +
      'Excel or WPS'
  }
} satisfies Record<string, Sentence>

export const fault = faults(tableSentences)
