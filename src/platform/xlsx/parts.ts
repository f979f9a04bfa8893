/** The parts of a workbook around its sheets, as text. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * How a cell is shown and stored:
 * - `text`: text that is typed into such a cell later does not become a number
 * - `amount`: a number with two decimals, so that sums can be made
 * - `day`, `instant`: a date of the spreadsheet; an instant is in Chinese time
 */
export type CellForm = 'text' | 'amount' | 'number' | 'day' | 'instant'

/** The index of each form among the styles. */
export const styleOf: Record<CellForm, number> = { text: 1, amount: 2, day: 3, instant: 4, number: 5 }

const formats = ['<xf xfId="0"/>']
  .concat([49, 4, 164, 165, 1].map((id) => `<xf numFmtId="${id}" xfId="0" applyNumberFormat="1"/>`))
  .join('')

const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
  `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">${formats}</cellXfs></styleSheet>`

/** The beginning of a sheet: its first row stays in view, and each column has the style of its cells. */
export function sheetHead(forms: readonly CellForm[]): string {
  const cols = forms.map(
    (form, n) => `<col min="${n + 1}" max="${n + 1}" width="20" style="${styleOf[form]}" customWidth="1"/>`
  )
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${cols.join('')}</cols><sheetData>`
  )
}

export const SHEET_END = '</sheetData></worksheet>'

export interface Part {
  name: string
  text: string
}

/** The parts that make a workbook of the sheets with these names. */
export function frameOf(sheets: readonly string[]): Part[] {
  const override = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${KIND}.${kind}+xml"/>`
  const link = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}.xml"/>`
  const listed = sheets.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
  const links = sheets.map((_, n) => link(n + 1, 'worksheet', `worksheets/sheet${n + 1}`))
  const types = sheets.map((_, n) => override(`worksheets/sheet${n + 1}`, 'worksheet'))
  const part = (name: string, text: string): Part => ({ name, text: HEAD + text })
  return [
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
        `<sheets>${listed.join('')}</sheets></workbook>`
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${LINKS}">${links.join('')}${link(sheets.length + 1, 'styles', 'styles')}` +
        '</Relationships>'
    ),
    part('xl/styles.xml', STYLES),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${LINKS}">${link(1, 'officeDocument', 'xl/workbook')}</Relationships>`
    ),
    part(
      '[Content_Types].xml',
      `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="${RELATIONS}"/>` +
        `${override('workbook', 'sheet.main')}${override('styles', 'styles')}${types.join('')}</Types>`
    )
  ]
}
