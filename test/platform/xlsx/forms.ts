import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** Forms in which other programs write the same cells: changes of a workbook that a library has written. */
export interface Form {
  name: string
  change: (file: Buffer) => Buffer
  /** The library does not read this form: then it reads the workbook as it was written. */
  isOursOnly?: boolean
}

const none: Form = { name: 'as it was written', change: (file) => file }

function ofSheets(name: string, change: (xml: string) => string): Form {
  return ofParts(name, /^xl\/worksheets\//, change)
}

const notRead = [
  'rows without a number',
  'rows and cells without a reference',
  'references in small letters',
  'comments, blanks and quotation marks of another kind',
  'a value beside the text of the cell'
]

function ofParts(name: string, part: RegExp, change: (xml: string) => string): Form {
  return {
    name,
    isOursOnly: notRead.includes(name),
    change: (file) => {
      const parts = Object.entries(unzipSync(file)).map(([path, bytes]): [string, Uint8Array] => [
        path,
        part.test(path) ? strToU8(change(strFromU8(bytes))) : bytes
      ])
      return Buffer.from(zipSync(Object.fromEntries(parts)))
    }
  }
}

/** A phonetic run, as Japanese and Chinese input methods leave beside a text. */
const phonetic = '<rPh sb="0" eb="1"><t>ダイ</t></rPh><phoneticPr fontId="1"/></si>'

const strict: [transitional: string, strict: string][] = [
  [
    'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    'http://purl.oclc.org/ooxml/spreadsheetml/main'
  ],
  [
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships'
  ]
]

/** Empty rows and cells stand where there were none, so that each cell keeps its place. */
function withoutReferences(xml: string): string {
  let line = 0
  return xml.replaceAll(
    /<row r="(\d+)"([^>]*?)(\/>|>(.*?)<\/row>)/gs,
    (_all, row, more, _end, cells = '') => {
      const gap = '<row/>'.repeat(Number(row) - line - 1)
      line = Number(row)
      let place = 0
      const own = cells.replaceAll(/<c r="([A-Z]+)\d+"/g, (_cell: string, letters: string) => {
        const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
        const empty = '<c/>'.repeat(at - place - 1)
        place = at
        return `${empty}<c`
      })
      return `${gap}<row${more}>${own}</row>`
    }
  )
}

export const forms: Form[] = [
  none,
  ofSheets('rows without a number', (xml) => xml.replaceAll(/<row r="\d+"/g, '<row')),
  ofSheets('rows and cells without a reference', (xml) => withoutReferences(xml)),
  ofSheets('a value beside the text of the cell', (xml) =>
    xml.replaceAll(/(<c [^>]*t="inlineStr"[^>]*>)<is>/g, '$1<v>0</v><is>')
  ),
  ofSheets('references in small letters', (xml) =>
    xml.replaceAll(
      /<c r="([A-Z]+)(\d+)"/g,
      (_all, letters: string, row) => `<c r="${letters.toLowerCase()}${row}"`
    )
  ),
  ofSheets('empty formatted cells far to the right', (xml) =>
    xml.replaceAll('</row>', '<c r="XFD1" s="1"/></row>')
  ),
  ofParts('phonetic runs beside texts', /sharedStrings/, (xml) => xml.replaceAll('</si>', phonetic)),
  ofParts('the strict edition', /\.(xml|rels)$/, (xml) =>
    strict.reduce((all, [from, to]) => all.replaceAll(from, to), xml)
  ),
  ofSheets('comments, blanks and quotation marks of another kind', (xml) =>
    xml.replaceAll('<c ', '<!-- <c> -->\n <c  ').replaceAll(/ r="([A-Z]+\d+)"/g, " r = '$1'")
  ),
  ofSheets('prefixes before all names', (xml) =>
    xml.replaceAll(/<(\/?)(?=[A-Za-z])(?!\w+:)/g, '<$1x:').replace(/xmlns="([^"]*main)"/, 'xmlns:x="$1"')
  )
]
