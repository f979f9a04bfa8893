import { Readable } from 'node:stream'
import t from 'tap'
import { charsetOf } from '../../../src/platform/csv/read.ts'
import { fc } from '../../support/property.ts'
import { inGb18030, read } from './files.ts'

const cellsOf = async (...given: Parameters<typeof read>) => {
  const { rows, faults } = await read(...given)
  return faults.length > 0 ? faults : rows.map(({ cells }) => cells.join('|'))
}

t.test('plain, with a BOM, with CRLF, with or without the last line end', async (t) => {
  const expected = ['22|吉林省|', '2201|长春市|']
  for (const file of [
    'code,name\n22,吉林省\n2201,长春市\n',
    'code,name\n22,吉林省\n2201,长春市',
    '\ufeffcode,name\n22,吉林省\n2201,长春市\n',
    'code,name\r\n22,吉林省\r\n2201,长春市\r\n',
    '\ufeff"code","name"\r\n"22","吉林省"\r\n\r\n"2201","长春市"\r\n\r\n',
    'code , name \n 22,吉林省 \n2201\t,\t长春市'
  ]) {
    t.same(await cellsOf(file), expected, JSON.stringify(file))
  }
})

t.test('columns in any order come out in the wanted one', async (t) => {
  t.same(await cellsOf('note,name,code\n备注,吉林省,22'), ['22|吉林省|备注'])
  t.same(await cellsOf('name,code\n吉林省,22'), ['22|吉林省|'])
})

t.test('quotes, and what stands between them', async (t) => {
  t.same(await cellsOf('code,name\n22,"a,b"'), ['22|a,b|'])
  t.same(await cellsOf('code,name\n22,"say ""no"""'), ['22|say "no"|'])
  t.same(await cellsOf('code,name\n22,"two\nlines"'), ['22|two\nlines|'])
  t.same(await cellsOf('code,name\n22,"two\r\nlines"'), ['22|two\nlines|'], 'a line end is a line feed')
  t.same(await cellsOf('code,name\n22,"two\rlines"'), ['22|two\rlines|'])
  t.same(await cellsOf('code,name\n22,""'), ['22||'])
})

t.test('lines are counted as an editor does', async (t) => {
  const { rows } = await read('code,name\n\n22,"two\nlines"\n2201,one\n\n2202,last\n')
  t.same(
    rows.map(({ line, cells }) => [line, cells[0]]),
    [
      [4, '22'],
      [5, '2201'],
      [7, '2202']
    ],
    'a record over several lines by the last of them'
  )
})

t.test('a chunk may end anywhere, in the middle of a character too', async (t) => {
  const file = '\ufeffcode,name\r\n22,"吉林省, ""林""\r\n𠮷"\r\n2201,长春市😀\r\n'
  const whole = await read(file)
  t.equal(whole.rows.length, 2)
  for (const size of [1, 2, 3, 5, 7]) t.same(await read(file, { size }), whole, `${size} bytes at a time`)
})

t.test('GB 18030', async (t) => {
  const file = inGb18030('code,name\r\n22,吉林省𠮷\r\n2201,长春市\r\n')
  t.equal(file.includes(Buffer.from('吉')), false, 'it is no UTF-8')
  for (const size of [1, 2, 3, file.length]) {
    t.same(await cellsOf(file, { charset: 'gb18030', size }), ['22|吉林省𠮷|', '2201|长春市|'])
  }
  t.same(
    await cellsOf(inGb18030('\ufeffcode,name\n22,吉林省'), { charset: 'gb18030' }),
    ['22|吉林省|'],
    'with a BOM'
  )
  t.same(await cellsOf(file), ['encoding-broken'], 'read as UTF-8')
})

t.test('the charset is what the content type says', async (t) => {
  for (const [type, charset] of [
    [undefined, 'utf-8'],
    ['text/csv', 'utf-8'],
    ['text/csv; charset=UTF-8', 'utf-8'],
    ['text/csv;charset="utf8"', 'utf-8'],
    ['text/csv; header=present; charset=GB18030', 'gb18030'],
    ['text/csv; charset=gbk', 'gb18030'],
    ['text/csv; charset=gb2312', 'gb18030']
  ] as const) {
    t.equal(charsetOf(type), charset, String(type))
  }
  for (const type of ['text/csv; charset=big5', 'text/csv; charset=latin1']) {
    t.throws(() => charsetOf(type), { code: 'unsupported-media-type' }, type)
  }
})

t.test('any table comes out as it was written', async (t) => {
  const sign = fc.constantFrom('a', '林', '𠮷', '"', ',', '\n', '\r\n', ' ', '=', ';')
  const cell = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join('').trim())
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 })
  const property = fc.asyncProperty(
    table,
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('utf-8' as const, 'gb18030' as const),
    fc.boolean(),
    async (rows, size, charset, withBom) => {
      const quoted = [['code', 'name', 'note'], ...rows].map((row) =>
        row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')
      )
      const text = `${withBom ? '\ufeff' : ''}${quoted.join('\n')}\n`
      const file = charset === 'utf-8' ? Buffer.from(text) : inGb18030(text)
      const { rows: found, faults } = await read(file, { charset, size })
      const wanted = rows
        .map((row) => row.map((one) => one.replaceAll('\r\n', '\n')))
        .filter((row) => row.some((one) => one !== ''))
      return faults.length === 0 && JSON.stringify(found.map((row) => row.cells)) === JSON.stringify(wanted)
    }
  )
  await fc.assert(property, { numRuns: 200 })
  t.pass('200 tables')
})

t.test('rows are passed on while the file still comes', async (t) => {
  let sent = 0
  const endless = function* () {
    yield Buffer.from('code,name\n')
    for (; sent < 10_000; sent += 1) yield Buffer.from(`${sent},${'x'.repeat(100)}\n`)
  }
  const stream = Readable.from(endless(), { objectMode: false, highWaterMark: 1024 })
  const { rows } = await read('', { stream })
  t.equal(rows.length, 10_000)
  t.equal(rows.at(-1)?.cells[0], '9999')
})
