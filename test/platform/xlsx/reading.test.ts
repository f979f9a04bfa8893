import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import t from 'tap'
import { readWorkbook } from '../../../src/platform/xlsx/read.ts'
import { spooled } from '../../support/spooled.ts'
import { type Options, type Part, type Value, workbook, zip } from './workbook.ts'

// A temporary folder of its own: other tests have their workbooks in the common one.
const own = t.testdir()
for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = own

const columns = { required: ['no', 'amount'], optional: ['on'], days: ['on'] }
const head: Value[] = ['no', 'amount', 'on']

async function read(file: Buffer) {
  const rows: [number, ...string[]][] = []
  const faults: string[] = []
  const tell = ({ code, line }: { code: string; line?: number }) =>
    faults.push(line === undefined ? code : `${code} ${line}`)
  const body = await spooled(file)
  const onRow = ({ line, cells }: { line: number; cells: string[] }) => {
    rows.push([line, ...cells])
    return undefined
  }
  const { broken } = await readWorkbook(body, columns, onRow, tell).finally(body.close)
  for (const one of broken) tell(one)
  return { rows, faults }
}

t.test('the first sheet, with texts in a table of their own or in the cells', async (t) => {
  const rows: Value[][] = [head, ['A&B<', '12.50', '2026-05-01'], [null, '1', null], [], ['甲', '2', null]]
  for (const shared of [true, false]) {
    const file = workbook(rows, { shared })
    const found = await read(file)
    t.strictSame(found.rows, [
      [2, 'A&B<', '12.50', '2026-05-01'],
      [3, '', '1', ''],
      [5, '甲', '2', '']
    ])
    t.same(found.faults, [])
  }
})

t.test('parts are found by how they are related, whatever they are called', async (t) => {
  const rows: Value[][] = [head, ['甲', '1', null]]
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  const written: [name: string, options: Options][] = [
    ['another prefix', { prefix: 'ns1' }],
    ['the strict edition', { relations: strict }],
    ['texts elsewhere', { texts: 'xl/strings/texts1.xml' }],
    ['the workbook elsewhere', { book: 'book/main.xml' }],
    ['the workbook at the top', { book: 'workbook.xml' }]
  ]
  for (const [name, options] of written) {
    t.same(
      await read(workbook(rows, options)).then(({ rows, faults }) => [rows, faults]),
      [[[2, '甲', '1', '']], []],
      name
    )
  }
  const large = workbook(rows).toString('latin1').replaceAll('sharedStrings.xml', 'SHAREDSTRINGS.xml')
  t.same((await read(Buffer.from(large, 'latin1'))).rows.length, 1, 'capitals do not count')
})

t.test('numbers come as they were typed, days as days', async (t) => {
  const numbers: [stands: string, typed: string][] = [
    ['1234.5', '1234.5'],
    ['1.1000000000000001', '1.1'],
    ['685.54999999999995', '685.55'],
    ['0.30000000000000004', '0.3'],
    ['754.0500000000001', '754.05'],
    ['9999999999999.9902', '9999999999999.99'],
    ['999999999999999', '999999999999999'],
    ['1.5E2', '150'],
    ['220102001001', '220102001001'],
    ['-3', '-3']
  ]
  for (const [stands, typed] of numbers) {
    t.strictSame(
      (await read(workbook([head, ['a', { number: stands }]]))).rows,
      [[2, 'a', typed, '']],
      stands
    )
  }
  for (const lost of ['1234567890123456', '999999999999999.9', '6.2284800000000001E+18', '1e-9', 'x', '']) {
    const { rows, faults } = await read(workbook([head, ['a', { number: lost }, 'x']]))
    t.same([rows, faults], lost === '' ? [[[2, 'a', '', 'x']], []] : [[], ['number-imprecise 2']], lost)
  }
  const day = [head, ['a', '1', { number: '46143' }]] as Value[][]
  t.equal((await read(workbook(day))).rows[0]?.[3], '2026-05-01')
  t.equal((await read(workbook(day, { date1904: true }))).rows[0]?.[3], '2030-05-02')
  t.equal((await read(workbook([head, ['a', '1', { number: '46143.5' }]]))).rows[0]?.[3], '46143.5')
})

t.test('headers as in a file of text', async (t) => {
  t.same((await read(workbook([]))).faults, ['header-missing 1'])
  t.same((await read(workbook([['no'], ['a']]))).faults, ['column-missing 1'])
  t.same((await read(workbook([['no', 'amount', 'x', 'no']]))).faults, ['column-unknown 1', 'column-twice 1'])
  t.same((await read(workbook([head, ['a', '1', null, 'x']]))).faults, ['column-count 2'])
})

const sheet = (content: string | Buffer, claims?: number): Part => ({
  name: 'xl/worksheets/sheet2.xml',
  content,
  claims
})
const zeros = Buffer.alloc(30_000_000, '0')
const xml = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`
const good = workbook([head, ['a', '1', null]])

t.test('what is no workbook, and what is meant to harm', async (t) => {
  const files: [name: string, file: Buffer, fault: string][] = [
    ['nothing', Buffer.alloc(0), 'workbook-unreadable'],
    ['text', Buffer.from('no,amount\na,1\n'), 'workbook-unreadable'],
    ['cut off', good.subarray(0, good.length - 30), 'workbook-unreadable'],
    ['an archive of something else', zip([{ name: 'a.txt', content: 'a' }]), 'workbook-unreadable'],
    ['a sheet that is missing', workbook([], { parts: [sheet('')] }).subarray(0), 'workbook-unreadable'],
    [
      'a sheet that unpacks to a thousand times its size',
      workbook([], { parts: [sheet(zeros)] }),
      'workbook-too-large'
    ],
    ['one that says it does not', workbook([], { parts: [sheet(zeros, 100_000)] }), 'workbook-unreadable'],
    ['one that claims four gigabytes', workbook([], { parts: [sheet('<a/>', 4e9)] }), 'workbook-too-large'],
    [
      'too many parts',
      workbook([], { parts: Array.from({ length: 600 }, (_, n) => ({ name: `x${n}`, content: '' })) }),
      'workbook-too-large'
    ],
    ['a part twice', workbook([head], { parts: [sheet(xml('')), sheet(xml(''))] }), 'workbook-unreadable'],
    [
      'a DTD',
      workbook([], { parts: [sheet(`<!DOCTYPE a [<!ENTITY b "c">]>${xml('')}`)] }),
      'workbook-unreadable'
    ],
    [
      'an entity that is not known',
      workbook([], { parts: [sheet(xml('<row><c><v>&b;</v></c></row>'))] }),
      'workbook-unreadable'
    ],
    [
      'XML that breaks off',
      workbook([], { parts: [sheet('<worksheet><sheetData><row>')] }),
      'workbook-unreadable'
    ],
    [
      'no UTF-8',
      workbook([], { parts: [sheet(Buffer.from('<a>\xe9</a>', 'latin1'))] }),
      'workbook-unreadable'
    ],
    [
      'deep XML',
      workbook([], { parts: [sheet('<a>'.repeat(100) + '</a>'.repeat(100))] }),
      'workbook-unreadable'
    ],
    [
      'a text that is not there',
      workbook([], { parts: [sheet(xml('<row><c t="s"><v>7</v></c></row>'))] }),
      'workbook-unreadable'
    ],
    [
      'lines that go back',
      workbook([], { parts: [sheet(xml('<row r="2"/><row r="1"/>'))] }),
      'workbook-unreadable'
    ],
    [
      'a relation of no sort that is known',
      workbook([head], { relations: 'http://example.com/relations' }),
      'workbook-unreadable'
    ],
    [
      'a prefix that stands for nothing',
      workbook([], {
        parts: [{ name: 'xl/workbook.xml', content: '<workbook><sheet r:id="rId3"/></workbook>' }]
      }),
      'workbook-unreadable'
    ],
    [
      'relations of many megabytes',
      workbook([], {
        parts: [{ name: '_rels/.rels', content: `<a>${randomBytes(3e6).toString('hex')}</a>` }]
      }),
      'workbook-too-large'
    ],
    [
      'a row that is as long as no line may be',
      workbook([], { parts: [sheet(xml(`<row>${`<c><v>${'1'.repeat(30_000)}</v></c>`.repeat(3)}</row>`))] }),
      'workbook-too-large'
    ],
    [
      'a cell far out',
      workbook([], { parts: [sheet(xml('<row><c r="XFD1"><v>1</v></c></row>'))] }),
      'workbook-too-large'
    ]
  ]
  for (const [name, file, fault] of files) t.same((await read(file)).faults, [fault], name)
  t.same(readdirSync(own), [], 'nothing lies about')
})
