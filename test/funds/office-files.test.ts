import t from 'tap'
import {
  batchesOf,
  later,
  makeProgramme,
  officer,
  paymentsHead,
  rosterHead,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { type Part, type Value, workbook, zip } from '../platform/xlsx/workbook.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

/** Files as offices have them: read as they were meant where that is certain, and refused elsewhere. */
const service = await testService(t)
await makeProgramme(service)
service.clock.now = later
const { batch, roster, payments } = batchesOf(service)
const { call } = service
const chinese = '救助对象编号,村（社区）,金额,账号,身份证号码'
type Line = Record<string, string | null>

/** The lines of a file that was taken in: numbers, amounts and what a test asks for. */
async function linesOf(uploadId: string, ...names: string[]) {
  const { body } = await call('GET', `/v1/fund-uploads/${uploadId}/lines`, { as: officer })
  return body.items.map((line: Line) => names.map((name) => line[name]))
}

async function taken(kind: 'roster' | 'payments', raw: string | Buffer, type = 'text/csv') {
  const id = await batch()
  const answer = await (kind === 'roster' ? roster : payments)(id, raw, { type })
  return answer
}

t.test('rosters that are read', async (t) => {
  const line = `R1,${village},5,,`
  const utf16 = (mark: string, encoding: 'utf16le') =>
    Buffer.from(`${mark}${rosterOf(line).replaceAll(',', '\t')}`, encoding)
  const files: [name: string, raw: string | Buffer, normalised: object, ignored?: string[]][] = [
    ['headers in Chinese', `${chinese}\n${line}\n`, { headers: 5 }],
    [
      'other capitals and spaces',
      `Recipient No, VILLAGECODE ,Amount(元),Account\n${line.slice(0, -1)}\n`,
      { headers: 4 }
    ],
    ['a title and blank rows above', `榆树市2026年5月城市低保发放名册,,,,\n,,,,\n\n${rosterOf(line)}`, {}],
    ['rows of commas', rosterOf(line, ',,,,', ',,,,'), {}],
    ['trailing commas', `${rosterHead},,\n${line},,\n`, {}],
    [
      'a total that is right',
      rosterOf(line, `R2,${village},"1,000.00",,`, '合计,,"1,005.00",,'),
      { amounts: 1 }
    ],
    [
      'headers with brackets and units',
      `救助证号,村（居）委会,补助金额（元）,社保卡号,身份证号（码）\n${line}\n`,
      { headers: 5 }
    ],
    ['a line that names the separator', `sep=;\n${rosterOf(line).replaceAll(',', ';')}`, {}],
    ['a Ctrl-Z at the end', `${rosterOf(line)}\x1a`, {}],
    ['a block that is filled up behind it', `${rosterOf(line)}\x1a\x1a\0\0\r\n`, {}],
    ['a header on every page', rosterOf(line, rosterHead, `R2,${village},1,,`, rosterHead), {}],
    ['a ¥ alone', rosterOf(`R1,${village},¥5,,`), { amounts: 1 }],
    ['tabs', rosterOf(line).replaceAll(',', '\t'), {}],
    ['semicolons', rosterOf(line).replaceAll(',', ';'), {}],
    ['text as Excel calls Unicode', utf16('\ufeff', 'utf16le'), {}],
    ['the same the other way round', utf16('\ufeff', 'utf16le').swap16(), {}],
    ['columns that are not kept', `姓名,${rosterHead},备注\n张三,${line},x\n`, {}, ['姓名', '备注']]
  ]
  for (const [name, raw, normalised, ignored = []] of files) {
    const { status, body } = await taken('roster', raw)
    t.same([status, body.normalised, body.ignored], [200, normalised, ignored], name)
    if (status === 200) t.same((await linesOf(body.id, 'recipientNo', 'amount'))[0], ['R1', '5.00'], name)
  }
})

t.test('amounts, days and words as offices write them', async (t) => {
  const amounts = ['1,234.50', '¥1234.5', '1234.5000', '1234.50元', '1234.5000000000001']
  const file = rosterOf(...amounts.map((amount, n) => `R${n},${village},"${amount}",,`))
  const { body } = await taken('roster', file)
  t.match(body, { normalised: { amounts: 5 }, amount: '6172.50' })
  const days = ['2026/5/9', '2026.5.9', '20260509', '2026年5月9日', '2026-05-09 10:11:12', '2026-05-09']
  const words = ['成功', '已发放', '失败', '退回', 'paid', 'returned']
  const lines = days.map((day, n) => `R${n},1,${day},6217,${words[n]}`)
  const paid = (await taken('payments', [paymentsHead, ...lines].join('\n'))).body
  t.match(paid, { normalised: { dates: 5, statuses: 4 }, lines: 6, paidLines: 3 })
  t.same(
    await linesOf(paid.id, 'paidOn', 'status'),
    ['paid', 'paid', 'returned', 'returned', 'paid', 'returned'].map((status) => ['2026-05-09', status])
  )
})

t.test('a village by its name, where no other has it', async (t) => {
  const { body: unit } = await call('GET', `/v1/units/${village}`)
  const { status, body } = await taken('roster', `${chinese}\nR1,${unit.name},5,,\n`)
  t.match({ status, body }, { status: 200, body: { normalised: { headers: 5, villages: 1 } } })
  t.same(await linesOf(body.id, 'villageCode'), [[village]])
})

t.test('nothing is read wrongly: numbers that a spreadsheet has spoilt', async (t) => {
  const numbers: [text: string, code: string][] = [
    ['2.20182E+17', 'number-spoilt'],
    ['########', 'number-hidden'],
    ['#N/A', 'cell-error-text'],
    ['TRUE', 'cell-placeholder'],
    ['NULL', 'cell-placeholder'],
    ['nan', 'cell-placeholder'],
    ['2026/5/9', 'cell-date-text'],
    ['小计', 'total-not-last']
  ]
  const id = await batch()
  await nothingWritten(t, service, async () => {
    for (const [text, code] of numbers) {
      const first = await roster(
        id,
        rosterOf(`R0,${village},5,,`, `${text},${village},5,,`, `R2,${village},5,,`)
      )
      t.match(first, { status: 422, body: { rejected: 1, errors: [{ line: 3, code }] } }, text)
      if (code.startsWith('total')) continue
      const account = await roster(id, rosterOf(`R0,${village},5,${text},`))
      t.match(account.body.errors, [{ line: 2, column: 'account', letter: 'D', code }], text)
      t.match(account.body.errors[0].message, /^第 2 行 D 列“account”：|^Line 2, column D \(account\): /)
    }
  })
})

t.test('numbers that were rounded before they were written as text', async (t) => {
  const accounts = (...list: string[]) =>
    rosterOf(...list.map((account, n) => `R${n},${village},5,${account},`))
  const rounded = await taken('roster', accounts('6228480010000000000', '62284800', '6228480010000010000'))
  t.match(rounded.body.errors, [
    { line: 2, letter: 'D', code: 'number-rounded', message: /本文件共 2 行|in 2 lines/ }
  ])
  const few = ['6228480010000000000', '6228480010000001234', '6228480010000001235']
  t.equal((await taken('roster', accounts(...few))).status, 200, 'one may end so by chance')
  const many = Array.from({ length: 30 }, (_, n) => `62284800100000${String(n).padStart(5, '1')}`)
  const some = accounts(...many, ...many.slice(0, 3).map((one) => `${one.slice(0, 15)}0000`))
  t.match((await taken('roster', some)).body.errors, [{ line: 32, code: 'number-rounded' }])
})

t.test('what has no letter and no digit is no number of a recipient', async (t) => {
  const lines = ['张三', '制表人：', 'R 1'].map((no) => `${no},${village},5,,`)
  const { body } = await taken('roster', rosterOf(...lines))
  t.same(
    body.errors.map(({ code }: { code: string }) => code),
    lines.map(() => 'bad-recipient')
  )
})

t.test('a cell that nobody can read says why, in every column', async (t) => {
  const { body } = await taken('roster', rosterOf(`R1,#REF!,####,#N/A,#VALUE!`))
  t.match(body.errors, [
    { column: 'villageCode', code: 'cell-error-text' },
    { column: 'amount', code: 'number-hidden' },
    { column: 'account', code: 'cell-error-text' },
    { column: 'idNumber', code: 'cell-error-text' }
  ])
})

t.test('marks and signs beside a number are left out', async (t) => {
  const numbers = ['"=""000123"""', "'000123", '`000123', '０００１２３', '\u3000000123\t']
  for (const number of numbers) {
    const { body } = await taken('roster', rosterOf(`${number},${village},"1,234.5",${number},`))
    const isMarked = number !== numbers[4]
    t.same(body.normalised, { ...(isMarked && { numbers: 2 }), amounts: 1 }, number)
    t.same(await linesOf(body.id, 'recipientNo', 'account', 'amount'), [['000123', '000123', '1234.50']])
  }
  const mixed = (await taken('roster', rosterOf(`低保０１（二）,${village},5,,`))).body
  t.same(await linesOf(mixed.id, 'recipientNo'), [['低保01（二）']])
  const { body } = await taken('roster', rosterOf(`=A1+B2,${village},5,,`))
  t.match(body.errors, [{ line: 2, letter: 'A', code: 'cell-formula-text' }])
})

t.test('errors as other programs print them, and words that mean something to a program', async (t) => {
  const texts = ['#VALUE', '#N/A N/A', '#名称？', '#REF', '-1.#IND', '1.#QNAN']
  const { body } = await taken('roster', rosterOf(...texts.map((text) => `${text},${village},5,,`)))
  t.same(
    body.errors.map(({ code }: { code: string }) => code),
    texts.map(() => 'cell-error-text')
  )
  const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty']
  const lines = words.map((word, n) => `R${n},5,2026-05-09,6217,${word}`)
  const answer = await taken('payments', [paymentsHead, ...lines].join('\n'))
  t.match(answer, { status: 422, body: { rejected: 4, errors: [{ code: 'bad-status' }] } })
  const known = ['成 功', '代发成功', '退汇'].map((word, n) => `R${n},5,2026-05-09,6217,${word}`)
  t.match((await taken('payments', [paymentsHead, ...known].join('\n'))).body, { lines: 3, paidLines: 2 })
})

t.test('of two columns that mean the same both are named', async (t) => {
  const { body } = await taken('roster', `对象编号,村,应发金额,实发金额\nR1,${village},5,6\n`)
  t.match(body.errors, [{ letter: 'D', code: 'column-twice', message: /实发金额.*应发金额/ }])
})

const cells = (row: string, more: Part[] = []) =>
  workbook([], {
    parts: [
      {
        name: 'xl/worksheets/sheet2.xml',
        content: `<worksheet><sheetData><row r="1">${rosterHead
          .split(',')
          .map((name) => `<c t="str"><v>${name}</v></c>`)
          .join('')}</row><row r="2">${row}</row></sheetData></worksheet>`
      },
      ...more
    ]
  })
const good = [`<c t="str"><v>R1</v></c>`, `<c><v>${village}</v></c>`, '<c><v>5</v></c>']

t.test('nothing is read wrongly: cells of workbooks', async (t) => {
  const id = await batch()
  const wrong: [name: string, place: number, cell: string, code: string][] = [
    ['an error', 0, '<c t="e"><v>#N/A</v></c>', 'cell-error'],
    ['a truth', 0, '<c t="b"><v>1</v></c>', 'cell-boolean'],
    ['a truth for an amount', 2, '<c t="b"><v>1</v></c>', 'cell-boolean'],
    ['a formula without a value', 0, '<c><f>A1</f></c>', 'formula-without-value'],
    ['one with an empty value', 2, '<c><f>A1</f><v></v></c>', 'formula-without-value'],
    ['a day for a number', 0, '<c t="d"><v>2026-05-09T00:00:00</v></c>', 'cell-date'],
    ['a long number', 0, '<c><v>6228480010000001234</v></c>', 'number-imprecise'],
    ['a decimal for a number', 0, '<c><v>123.5</v></c>', 'number-not-whole'],
    ['a negative number for a number', 0, '<c><v>-123</v></c>', 'number-not-whole']
  ]
  await nothingWritten(t, service, async () => {
    for (const [name, place, cell, code] of wrong) {
      const { status, body } = await roster(id, cells(good.with(place, cell).join('')), { type: XLSX })
      const letter = 'ABC'[place]
      t.match(
        { status, body },
        { status: 422, body: { rejected: 1, errors: [{ line: 2, letter, code }] } },
        name
      )
    }
  })
  const { status, body } = await roster(id, cells(good.join('')), { type: XLSX })
  t.match({ status, body }, { status: 200, body: { lines: 1, amount: '5.00' } })
})

/** A workbook of several sheets, each with its state and its rows. */
function sheets(...list: [name: string, state: string, rows: Value[][]][]): Buffer {
  const relation = (n: number) =>
    `<Relationship Id="r${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
      Target="s${n}.xml"/>`
  const of = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zip([
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="a" Type="${of}/officeDocument" Target="xl/b.xml"/></Relationships>`
    },
    {
      name: 'xl/b.xml',
      content: `<workbook xmlns:r="${of}"><sheets>${list
        .map(([name, state], n) => `<sheet name="${name}" state="${state}" r:id="r${n}"/>`)
        .join('')}</sheets></workbook>`
    },
    {
      name: 'xl/_rels/b.xml.rels',
      content: `<Relationships>${list.map((_, n) => relation(n)).join('')}</Relationships>`
    },
    ...list.map(([, , rows], n) => ({
      name: `xl/s${n}.xml`,
      content: `<worksheet><sheetData>${rows
        .map((row) => `<row>${row.map((cell) => `<c t="str"><v>${cell}</v></c>`).join('')}</row>`)
        .join('')}</sheetData></worksheet>`
    }))
  ])
}

t.test('several sheets: it must be clear which one is meant', async (t) => {
  const rows = (no: string): Value[][] => [rosterHead.split(','), [no, village, '5']]
  const id = await batch()
  const put = (file: Buffer, sheet?: string) =>
    call(
      'PUT',
      `/v1/disbursements/${id}/roster${sheet === undefined ? '' : `?sheet=${encodeURIComponent(sheet)}`}`,
      {
        as: officer,
        raw: file,
        type: XLSX
      }
    )
  const two = sheets(['华昌街道', 'visible', rows('R1')], ['正阳街道', 'visible', rows('R2')])
  t.match((await put(two)).body.errors, [{ code: 'sheet-unclear', message: /华昌街道、正阳街道/ }])
  const second = await put(two, '正阳街道')
  t.same(await linesOf(second.body.id, 'recipientNo'), [['R2']])
  t.match((await put(two, '兴隆街道')).body.errors, [
    { code: 'sheet-unknown', message: /华昌街道、正阳街道/ }
  ])
  const hidden = sheets(
    ['old', 'hidden', rows('R1')],
    ['older', 'veryHidden', rows('R2')],
    ['new', 'visible', rows('R3')]
  )
  t.same(await linesOf((await put(hidden)).body.id, 'recipientNo'), [['R3']])
  t.match((await put(hidden, 'old')).body.errors, [{ code: 'sheet-unknown' }])
  const blank = sheets(['说明', 'visible', []], ['名册', 'visible', rows('R4')])
  t.same(await linesOf((await put(blank)).body.id, 'recipientNo'), [['R4']])
})

t.test('a part whose checksum does not fit', async (t) => {
  const file = workbook([rosterHead.split(','), ['R1', village, '685.50']], { shared: false })
  const part = Buffer.from('xl/worksheets/sheet2.xml')
  const at = file.indexOf(part) - 30
  file.writeUInt32LE(file.readUInt32LE(at + 14) ^ 1, at + 14)
  const listed = file.lastIndexOf(part) - 46
  file.writeUInt32LE(file.readUInt32LE(listed + 16) ^ 1, listed + 16)
  const { status, body } = await taken('roster', file, XLSX)
  t.match({ status, body }, { status: 422, body: { errors: [{ code: 'workbook-damaged' }] } })
})

t.test('what the first bytes say counts, whatever the content type is', async (t) => {
  const file = workbook([rosterHead.split(','), ['R1', village, '5']])
  for (const type of [
    'application/vnd.ms-excel',
    'application/octet-stream',
    'application/wps-office.xlsx',
    'text/csv',
    'application/x-zip-compressed'
  ]) {
    t.equal((await taken('roster', file, type)).status, 200, type)
  }
  t.equal(
    (await taken('roster', rosterOf(`R1,${village},5,,`), XLSX)).status,
    200,
    'a text under the type of a workbook'
  )
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(22),
      Buffer.from([9, 0]),
      Buffer.alloc(16),
      Buffer.from([0, 0, 0, 0]),
      Buffer.alloc(460),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(512)
    ])
  const others: [file: Buffer | string, code: string][] = [
    [compound('Workbook'), 'file-is-xls'],
    [compound('EncryptedPackage'), 'file-is-encrypted'],
    [compound('WordDocument'), 'file-is-other'],
    ['<html><body><table><tr><td>R1</td></tr></table></body></html>', 'file-is-web-page'],
    ['\ufeff\n<!DOCTYPE html>', 'file-is-web-page'],
    ['<?xml version="1.0"?><Workbook/>', 'file-is-web-page'],
    ['%PDF-1.7\n', 'file-is-pdf'],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'file-is-picture'],
    [Buffer.from('ffd8ffe0', 'hex'), 'file-is-picture'],
    [zip([{ name: 'xl/workbook.bin', content: 'x' }]), 'file-is-xlsb'],
    [
      zip([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: '<a/>' }
      ]),
      'file-is-ods'
    ],
    [
      zip([
        { name: '[Content_Types].xml', content: '<a/>' },
        { name: 'word/document.xml', content: '<a/>' }
      ]),
      'file-is-other'
    ],
    [zip([{ name: 'a.xlsx', content: 'x' }]), 'file-is-other']
  ]
  const id = await batch()
  await nothingWritten(t, service, async () => {
    for (const [raw, code] of others) {
      const { status, body } = await roster(id, raw, { type: 'application/vnd.ms-excel' })
      t.match({ status, body }, { status: 422, body: { errors: [{ code }] } }, code)
    }
  })
})

t.test('text that is not what it is declared to be', async (t) => {
  const utf8 = rosterOf(`低保0001,${village},5,,`)
  const { body } = await taken('roster', utf8, 'text/csv; charset=gb18030')
  t.match(body.errors, [{ code: 'encoding-broken', message: /gb18030/ }])
  t.equal((await taken('roster', rosterOf(`R1,${village},5,,`), 'text/csv; charset=gb18030')).status, 200)
  // A sign of two bytes would become 路 without a word.
  const dot = await taken('roster', rosterOf(`R·1,${village},5,,`), 'text/csv; charset=gb18030')
  t.match(dot.body.errors, [{ code: 'encoding-broken', message: /gb18030/ }])
  const wide = await taken('roster', Buffer.from(rosterOf(`R1,${village},5,,`), 'utf16le'))
  t.match(wide.body.errors, [{ code: 'encoding-broken' }])
  // 小 and 王 in GB 2312 are letters of two bytes in UTF-8.
  const pairs = Buffer.concat([
    Buffer.from(`${rosterHead}\n`),
    Buffer.from('d0a1cdf5', 'hex'),
    Buffer.from(`1,${village},5,,\n`)
  ])
  const short = await taken('roster', pairs)
  t.match(short.body.errors, [{ code: 'encoding-broken', message: /utf-8/ }])
})

t.test('a total that is wrong, and one that is not the last', async (t) => {
  const line = `R1,${village},5,,`
  const wrong = await taken('roster', rosterOf(line, '合计,,6,,'))
  t.match(wrong.body.errors, [{ line: 3, column: 'amount', code: 'total-wrong', message: /5\.00/ }])
  const between = await taken('roster', rosterOf(line, '小计,,5,,', `R2,${village},5,,`))
  t.match(between.body.errors, [{ line: 3, code: 'total-not-last' }])
})

t.test('days on which the month cannot have been paid', async (t) => {
  const { body: made } = await call('POST', '/v1/disbursements', {
    as: officer,
    body: { programme: 'urban-low-income', unitCode: '220102', period: '2026-05' }
  })
  const codeOf = async (day: string) =>
    (await payments(made.id, `${paymentsHead}\nR1,5,${day},6,paid\n`)).body.errors?.[0]?.code
  t.equal(await codeOf('1900-01-01'), 'paid-too-early')
  t.equal(await codeOf('2026-02-28'), 'paid-too-early')
  t.equal(await codeOf('2026-03-01'), undefined)
  t.equal(await codeOf('2040-03-03'), 'paid-in-future')
})

t.test('a header alone does not take the place of a standing file, unless that is said', async (t) => {
  const id = await batch()
  t.equal((await roster(id, rosterOf())).status, 200, 'where nothing stands')
  await roster(id, rosterOf(`R1,${village},5,,`))
  await nothingWritten(t, service, async () => {
    const { status, body } = await roster(id, rosterOf(), {})
    t.match({ status, body }, { status: 422, body: { code: 'upload-empty' } })
  })
  const url = `/v1/disbursements/${id}/roster?allowEmpty=true`
  const { status, body } = await call('PUT', url, { as: officer, raw: rosterOf(), type: 'text/csv' })
  t.match({ status, body }, { status: 200, body: { lines: 0 } })
})

t.test('a template for each upload: it is refused with its example line, and taken without', async (t) => {
  const id = await batch()
  for (const [kind, put] of [
    ['roster', roster],
    ['payments', payments]
  ] as const) {
    const url = `/v1/disbursements/${id}/${kind}/template`
    const csv = await call('GET', url, { as: officer, headers: { accept: 'text/csv' } })
    t.match(csv.text, /^\ufeff救助对象编号,/)
    const authorization = `Bearer ${await service.token(officer)}`
    const book = await service.app.inject({ url, headers: { authorization, accept: XLSX } })
    t.match(book.headers, { 'content-type': XLSX, 'content-disposition': /template\.xlsx/ })
    for (const [raw, type] of [
      [csv.text, 'text/csv'],
      [book.rawPayload, XLSX]
    ] as const) {
      const { status, body } = await put(id, raw, { type })
      t.match(
        { status, body },
        { status: 422, body: { rejected: 1, errors: [{ line: 2, code: 'example-left' }] } }
      )
    }
    const [header] = csv.text.split('\n')
    t.equal((await put(id, `${header}\n`)).status, 200, 'without the line')
    const hidden = await call('GET', url, { as: { ...officer, unit: '220103', sub: 'b' } })
    t.equal(hidden.status, 404)
  }
  const units = await call('GET', '/v1/units/import/template')
  t.match(units.text, /^\ufeff单位代码,单位名称,级别,上级单位代码,/)
  const left = await call('POST', '/v1/units/import', { raw: units.text, type: 'text/csv' })
  t.match(left.body.errors, [{ line: 2, code: 'example-left' }])
})

t.test('the headers that are understood are published', async (t) => {
  const { tables } = (await call('GET', '/v1/dictionaries')).body
  t.same(Object.keys(tables).toSorted(), [
    'disclosure-list',
    'filers',
    'household-members',
    'payments',
    'protected-recipients',
    'relative-filings',
    'relative-ties',
    'roster',
    'units'
  ])
  t.match(tables.roster, [{ name: 'recipientNo', zh: '救助对象编号', isRequired: true }])
  const aliases = tables.roster.flatMap((column: { aliases: string[] }) => column.aliases)
  for (const one of ['人员编号', '一卡通号', '身份证号', '村（社区）', '发放金额'])
    t.ok(aliases.includes(one), one)
})
