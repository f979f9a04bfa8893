import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import t from 'tap'
import { isoCell, numberCell } from '../../../src/platform/xlsx/cells.ts'
import { rowsIn } from './rows.ts'
import { type Options, type Part, type Value, workbook, zip } from './workbook.ts'

// A temporary folder of its own: other tests have their workbooks in the common one.
const own = t.testdir()
for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = own

const head: Value[] = ['no', 'amount', 'on']

t.test('the visible sheet with content, with texts in a table of their own or in the cells', async (t) => {
  const rows: Value[][] = [head, ['A&B<', '12.50', '2026-05-01'], [null, '1', null], [], ['甲', '2', null]]
  for (const shared of [true, false]) {
    t.strictSame(await rowsIn(workbook(rows, { shared })), {
      rows: [
        [1, 'sss', 'no', 'amount', 'on'],
        [2, 'sss', 'A&B<', '12.50', '2026-05-01'],
        [3, '-s', '', '1'],
        [5, 'ss', '甲', '2']
      ]
    })
  }
})

t.test('parts are found by how they are related, whatever they are called', async (t) => {
  const rows: Value[][] = [['甲', '1', null]]
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  const written: [name: string, options: Options][] = [
    ['another prefix', { prefix: 'ns1' }],
    ['the strict edition', { relations: strict }],
    ['texts elsewhere', { texts: 'xl/strings/texts1.xml' }],
    ['the workbook elsewhere', { book: 'book/main.xml' }],
    ['the workbook at the top', { book: 'workbook.xml' }]
  ]
  for (const [name, options] of written) {
    t.same(await rowsIn(workbook(rows, options)), { rows: [[1, 'ss', '甲', '1']] }, name)
  }
  const large = workbook(rows).toString('latin1').replaceAll('sharedStrings.xml', 'SHAREDSTRINGS.xml')
  t.same((await rowsIn(Buffer.from(large, 'latin1'))).rows.length, 1, 'capitals do not count')
  const back = workbook(rows).toString('latin1').replaceAll('xl/worksheets', 'xl\\worksheets')
  t.same((await rowsIn(Buffer.from(back, 'latin1'))).rows.length, 1, 'nor does which slash it is')
})

t.test('numbers come as they were typed', async (t) => {
  const numbers: [stands: string, typed: string][] = [
    ['1234.5', '1234.5'],
    ['1.1000000000000001', '1.1'],
    ['685.54999999999995', '685.55'],
    ['0.30000000000000004', '0.3'],
    ['754.0500000000001', '754.05'],
    ['9999999999999.9902', '9999999999999.99'],
    ['999999999999999', '999999999999999'],
    ['1.5E2', '150'],
    ['1e-9', '0.000000001'],
    ['1.8E-12', '0.0000000000018'],
    ['220102001001', '220102001001'],
    ['-3', '-3'],
    ['-0', '0']
  ]
  for (const [stands, typed] of numbers) {
    t.strictSame((await rowsIn(workbook([[{ number: stands }]]))).rows, [[1, 'n', typed]], stands)
  }
  for (const lost of ['1234567890123456', '999999999999999.9', '6.2284800000000001E+18', '1e999']) {
    t.strictSame((await rowsIn(workbook([[{ number: lost }]]))).rows, [[1, 'i', '']], lost)
  }
  t.strictSame((await rowsIn(workbook([[{ number: 'x' }]]))).rows, [[1, 'e', 'x']])
  t.strictSame((await rowsIn(workbook([[{ number: '' }, 'x']]))).rows, [[1, '-s', '', 'x']])
})

const sheet = (content: string | Buffer, claims?: number): Part => ({
  name: 'xl/worksheets/sheet2.xml',
  content,
  claims
})
const zeros = Buffer.alloc(30_000_000, '0')
const xml = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`
const good = workbook([head, ['a', '1', null]])

t.test('days of the strict edition, and residues of binary arithmetic', async (t) => {
  const days: [text: string, day: string][] = [
    ['2026-05-08T23:59:59.9999999', '2026-05-09'],
    ['2026-05-08T23:59:59.700', '2026-05-08T23:59:59'],
    ['2026-05-09T00:00:00', '2026-05-09'],
    ['2026-05-08T16:00:00.000Z', '2026-05-08T16:00:00Z']
  ]
  for (const [text, day] of days) t.same(isoCell(text), { kind: 'd', text: day }, text)
  t.equal(isoCell('10:59:59').kind, 't')
  const date = { kind: 'date' } as const
  t.match(numberCell('46150.99999999999', date, '1899-12-30'), { text: '2026-05-09' })
  t.match(numberCell('46150.99999', date, '1899-12-30'), { text: '2026-05-08T23:59:59' })
  const plain = { kind: 'plain' } as const
  t.equal(numberCell('46151', plain, '1904-01-01').kind, 'm', 'no day of 1900')
  for (const text of ['0x10', 'NaN', '1,5', 'INF']) t.equal(numberCell(text, plain, '1899-12-30').kind, 'e')
})

t.test('what is no workbook, and what is meant to harm', async (t) => {
  const files: [name: string, file: Buffer, fault: string][] = [
    ['nothing', Buffer.alloc(0), 'workbook-unreadable'],
    ['text', Buffer.from('no,amount\na,1\n'), 'workbook-unreadable'],
    ['cut off', good.subarray(0, good.length - 30), 'workbook-unreadable'],
    ['an archive of something else', zip([{ name: 'a.txt', content: 'a' }]), 'file-is-other'],
    ['an empty sheet', workbook([], { parts: [sheet('')] }), 'workbook-unreadable'],
    [
      'a sheet that unpacks to a thousand times its size',
      workbook([], { parts: [sheet(zeros)] }),
      'workbook-too-large'
    ],
    ['one that says it does not', workbook([], { parts: [sheet(zeros, 100_000)] }), 'workbook-unreadable'],
    ['one that claims four gigabytes', workbook([], { parts: [sheet('<a/>', 4e9)] }), 'workbook-too-large'],
    [
      'too many parts',
      workbook([], { parts: Array.from({ length: 10_001 }, (_, n) => ({ name: `x${n}`, content: '' })) }),
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
      'cell-far-out 1'
    ]
  ]
  for (const [name, file, fault] of files) t.equal((await rowsIn(file)).fault, fault, name)
  t.same(readdirSync(own), [], 'nothing lies about')
})
