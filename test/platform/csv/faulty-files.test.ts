import { Readable } from 'node:stream'
import t from 'tap'
import { readCsv } from '../../../src/platform/csv/read.ts'
import { TableReader } from '../../../src/platform/table/reader.ts'
import { columns, inGb18030, read } from './files.ts'

const faultsOf = async (...given: Parameters<typeof read>) => (await read(...given)).faults

t.test('a file without a header', async (t) => {
  for (const file of ['', '\ufeff', '\n', '\r\n\r\n']) {
    t.same(await faultsOf(file), ['header-missing 1'], JSON.stringify(file))
  }
})

t.test('a header that does not fit', async (t) => {
  t.same(await faultsOf('code\n22'), ['column-missing 1 name'])
  t.same(await faultsOf('code,name,code\n22,吉林省,22'), ['column-twice 1 code'])
  t.same(await faultsOf('code,name,代码\n22,吉林省,22'), ['column-twice 1 代码'])
  t.same(await faultsOf('22,吉林省\n2201,长春市'), ['column-missing 1 code', 'column-missing 1 name'])
  t.same(await faultsOf('code|name\n22|吉林省'), ['column-missing 1 code', 'column-missing 1 name'])
  t.same(await faultsOf('title\n\n\ncode\n22'), ['column-missing 4 name'], 'the line that is most like one')
  const late = `${'title\n'.repeat(10)}code,name\n22,x\n`
  t.same(
    await faultsOf(late),
    ['column-missing 1 code', 'column-missing 1 name'],
    'one of the first ten lines'
  )
})

t.test('columns that are not known are left out; one that is misspelt was probably meant', async (t) => {
  const { rows, faults, ignored } = await read('code,name,colour,备注2\n22,吉林省,red,x')
  t.same([rows[0]?.cells, faults, ignored], [['22', '吉林省', ''], [], ['colour', '备注2']])
  t.same((await read('code,name,codes\n22,x,1')).ignored, ['codes'])
  t.same(await faultsOf('name,code,notes\n22,x,1'), ['column-unknown 1 notes'])
})

t.test('a column without a name may be empty', async (t) => {
  t.same(await faultsOf('code,name,\n22,x,\n2201,y'), [])
  t.same(await faultsOf('code,,name\n22,x,y\n2201,,z'), ['column-nameless 2'])
  t.same(await faultsOf('code,name,\n22,x,y'), ['column-count 2'])
})

t.test('of a header only what looks like the name of a column is repeated', async (t) => {
  const told = async (name: string) => (await read(`code,name,${name}\n`)).ignored[0]
  for (const name of ['colour', 'Full name', 'id_number2', 'a-b', 'x12345', 'n'.repeat(40), '姓名']) {
    t.equal(await told(name), name)
  }
  for (const name of ['ID110105', '11010519491231002X', 'n'.repeat(41), 'a<b']) {
    t.equal(await told(name), '#3', name)
  }
})

t.test('lines with too many or too few columns are told, and the others are read', async (t) => {
  const { rows, faults } = await read('code,name\n22\n2201,长春市\n2202,吉林市,x\n2203,四平市,,\n')
  t.same(faults, ['column-count 2', 'column-count 4'])
  t.same(
    rows.map(({ line, cells }) => [line, cells[0]]),
    [
      [3, '2201'],
      [5, '2203']
    ]
  )
})

t.test('quotes that do not fit', async (t) => {
  t.same(
    await faultsOf('code,name\n22,吉林省\n2201,"长春市\n2202,吉林市\n'),
    ['quote-broken 4'],
    'never closed'
  )
  t.same(await faultsOf('code,name\n22,"吉林"省\n'), ['quote-broken 2'], 'closed too early')
  t.same(await faultsOf('code,name\n22,吉"林"省\n'), ['quote-broken 2'], 'opened in the middle')
})

t.test('text that is not what it says to be', async (t) => {
  const latin = Buffer.from('code,name\n22,Jos\xe9\n', 'latin1')
  t.same(await faultsOf(latin), ['encoding-broken'])
  const cut = Buffer.from('code,name\n22,吉林省').subarray(0, -1)
  t.same(await faultsOf(cut), ['encoding-broken'], 'cut in the middle of the last character')
  t.same(await faultsOf(cut, { size: 1 }), ['encoding-broken'])
  const cutGb = inGb18030('code,name\n22,吉林省').subarray(0, -1)
  t.same(await faultsOf(cutGb, { charset: 'gb18030' }), ['encoding-broken'])
  t.same(await faultsOf(Buffer.from('ffff', 'hex'), { charset: 'gb18030' }), ['encoding-broken'])
  const half = Buffer.from('\ufeffcode,name\n22,x', 'utf16le').subarray(0, -1)
  t.same(await faultsOf(half), ['encoding-broken'])
})

t.test('NUL in a cell is told, and the other lines are read', async (t) => {
  const { rows, faults } = await read('code,name\n22,a\0b\n2201,长春市\n')
  t.same(faults, ['text-unstorable 2 name'])
  t.same(
    rows.map(({ line }) => line),
    [3]
  )
  t.same(await faultsOf('code,na\0me\n22,x'), ['column-missing 1 name'])
})

t.test('a line that does not end', async (t) => {
  t.same(await faultsOf(`code,name\n22,${'x'.repeat(70_000)}\n`), ['line-too-long 2'])
  const open = `code,name\n22,"${'x\n'.repeat(40_000)}`
  t.match(await faultsOf(open, { size: 1000 }), [/^line-too-long \d+$/], 'nor a quotation')
})

t.test('a file that cannot be read to its end is no file', async (t) => {
  const stream = new Readable({ read() {} })
  const reader = new TableReader(columns, { onRow: () => undefined, onFault: () => {} })
  const reading = readCsv({ stream, charset: 'utf-8' }, columns, reader)
  stream.push('code,name\n22,吉')
  stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await t.rejects(reading, { code: 'ECONNRESET' })
})

t.test('a row that cannot be taken in ends the reading', async (t) => {
  const stream = Readable.from([Buffer.from('code,name\n22,x\n2201,y\n')], { objectMode: false })
  const full = new Error('disk full')
  const reader = new TableReader(columns, { onRow: () => Promise.reject(full), onFault: () => {} })
  const reading = readCsv({ stream, charset: 'utf-8' }, columns, reader)
  await t.rejects(reading, full)
})
