import { Readable } from 'node:stream'
import t from 'tap'
import { readCsv } from '../../../src/platform/csv/read.ts'
import { columns, inGb18030, read } from './files.ts'

const faultsOf = async (...given: Parameters<typeof read>) => (await read(...given)).faults

t.test('a file without a header', async (t) => {
  for (const file of ['', '\ufeff', '\n', '\r\n\r\n']) {
    t.same(await faultsOf(file), ['header-missing 1'], JSON.stringify(file))
  }
})

t.test('a header that does not fit', async (t) => {
  t.same(await faultsOf('code\n22'), ['column-missing 1 name'])
  t.same(await faultsOf('code,name,colour\n22,吉林省,red'), ['column-unknown 1 colour'])
  t.same(await faultsOf('code,name,code\n22,吉林省,22'), ['column-twice 1 code'])
  t.same(await faultsOf('Code,NAME\n22,x'), [
    'column-missing 1 code',
    'column-missing 1 name',
    'column-unknown 1 Code',
    'column-unknown 1 NAME'
  ])
  t.same(await faultsOf('22,吉林省\n2201,长春市'), [
    'column-missing 1 code',
    'column-missing 1 name',
    'column-unknown 1 #1',
    'column-unknown 1 #2'
  ])
  t.same(await faultsOf('code;name\n22;吉林省'), [
    'column-missing 1 code',
    'column-missing 1 name',
    'column-unknown 1 #1'
  ])
  t.same(await faultsOf('code,name,\n22,x,'), ['column-unknown 1 #3'], 'a column without a name')
})

t.test('of a header only what looks like the name of a column is repeated', async (t) => {
  const told = async (name: string) => (await faultsOf(`code,name,${name}\n`))[0]
  for (const name of ['colour', 'Full name', 'id_number2', 'a-b', 'x12345', 'n'.repeat(40)]) {
    t.equal(await told(name), `column-unknown 1 ${name}`)
  }
  for (const name of ['张三', '7', '_a', 'a.b', 'ID110105', '11010519491231002X', 'n'.repeat(41), 'é']) {
    t.equal(await told(name), 'column-unknown 1 #3', name)
  }
  t.same(await faultsOf('code,name,张三,张三\n'), [
    'column-unknown 1 #3',
    'column-unknown 1 #4',
    'column-twice 1 #4'
  ])
})

t.test('lines with too many or too few columns are told, and the others are read', async (t) => {
  const { rows, faults } = await read('code,name\n22\n2201,长春市\n2202,吉林市,x\n2203,四平市\n')
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
  const utf16 = Buffer.from('\ufeffcode,name\n22,x', 'utf16le')
  t.same(await faultsOf(utf16), ['encoding-broken'])
})

t.test('NUL in a cell is told, and the other lines are read', async (t) => {
  const { rows, faults } = await read('code,name\n22,a\0b\n2201,长春市\n')
  t.same(faults, ['text-unstorable 2'])
  t.same(
    rows.map(({ line }) => line),
    [3]
  )
  t.same(await faultsOf('code,na\0me\n22,x'), ['column-missing 1 name', 'column-unknown 1 #2'])
})

t.test('a line that does not end', async (t) => {
  t.same(await faultsOf(`code,name\n22,${'x'.repeat(70_000)}\n`), ['line-too-long 2'])
  const open = `code,name\n22,"${'x\n'.repeat(40_000)}`
  t.match(await faultsOf(open, { size: 1000 }), [/^line-too-long \d+$/], 'nor a quotation')
})

t.test('a file that cannot be read to its end is no file', async (t) => {
  const stream = new Readable({ read() {} })
  const reading = readCsv(
    { stream, charset: 'utf-8' },
    columns,
    () => undefined,
    () => {}
  )
  stream.push('code,name\n22,吉')
  stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await t.rejects(reading, { code: 'ECONNRESET' })
})

t.test('a row that cannot be taken in ends the reading', async (t) => {
  const stream = Readable.from([Buffer.from('code,name\n22,x\n2201,y\n')], { objectMode: false })
  const full = new Error('disk full')
  const reading = readCsv(
    { stream, charset: 'utf-8' },
    columns,
    () => Promise.reject(full),
    () => {}
  )
  await t.rejects(reading, full)
})
