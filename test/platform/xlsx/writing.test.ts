import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { workbookOf } from '../../../src/platform/xlsx/write.ts'
import { compared } from './compared.ts'
import { rowsIn } from './rows.ts'

/** Our own workbooks, opened by a library that shares nothing with us. */
const { read } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const csv = (...lines: string[]) =>
  Readable.from([Buffer.from(`${lines.join('\n')}\n`)], { objectMode: false })

const columns = [
  { header: '编号', form: 'text' as const, at: 0 },
  { header: '金额', form: 'amount' as const, at: 1 },
  { header: '日期', form: 'day' as const, at: 2 },
  { header: '时间', form: 'instant' as const, at: 3 },
  { header: '行数', form: 'number' as const, at: 4 },
  {
    header: '状态',
    form: 'text' as const,
    at: 5,
    label: (code: string) => ({ paid: '已支付' })[code] ?? code
  }
]
const lines = [
  'no,amount,on,at,lines,status',
  '000123,1234.50,2026-05-09,2026-05-08T16:00:00+00:00,7,paid',
  '6228480010000001234,,,,,other',
  '"=1+1 <&> _x0041_",99999999999999.99,0001-01-01,not a time,1234567890123456,'
]

t.test('amounts are numbers, days are days, numbers of accounts are text', async (t) => {
  const file = await buffer(workbookOf(csv(...lines), { columns }))
  const book = read(file, { cellDates: false })
  const sheet = book.Sheets[book.SheetNames[0] as string] as Record<
    string,
    { t: string; v: unknown; w: string }
  >
  t.match(sheet.A2, { t: 's', v: '000123' })
  t.match(sheet.B2, { t: 'n', v: 1234.5, w: '1,234.50' })
  t.match(sheet.C2, { t: 'n', w: '2026-05-09' })
  t.match(sheet.D2, { t: 'n', w: '2026-05-09 00:00:00' })
  t.match(sheet.E2, { t: 'n', v: 7 })
  t.match(sheet.F2, { t: 's', v: '已支付' })
  t.match(sheet.A4, { t: 's', v: '=1+1 <&> _x0041_' })
  t.match(sheet.B4, { t: 's', v: '99999999999999.99' }, 'more digits than a spreadsheet keeps stay text')
  t.match(sheet.C4, { t: 's', v: '0001-01-01' }, 'spreadsheets begin in 1900')
  t.match(sheet.E4, { t: 's', v: '1234567890123456' })
  t.same((await compared(file)).differences, [])
})

t.test('without columns all is text; more rows go to another sheet, with the header', async (t) => {
  const file = await buffer(workbookOf(csv('a,b', '1,x', '2,y', '3,z'), { mostRows: 2 }))
  t.same(read(file).SheetNames, ['1', '2'])
  t.same(await rowsIn(file, '2'), {
    rows: [
      [1, 'ss', 'a', 'b'],
      [2, 'ss', '3', 'z']
    ]
  })
  const again = await buffer(workbookOf(csv('a,b', '1,x', '2,y', '3,z'), { mostRows: 2 }))
  t.ok(file.equals(again), 'the same content gives the same bytes')
})

t.test('a sheet that is just full is the last one', async (t) => {
  const file = await buffer(workbookOf(csv('a,b', '1,x', '2,y'), { mostRows: 2 }))
  t.same(read(file).SheetNames, ['1'])
  const empty = await buffer(workbookOf(csv('a,b'), { mostRows: 2 }))
  t.same(await rowsIn(empty), { rows: [[1, 'ss', 'a', 'b']] })
})

t.test('an error of the source ends the workbook', async (t) => {
  const broken = new Readable({
    read() {
      this.destroy(new Error('gone'))
    }
  })
  await t.rejects(buffer(workbookOf(broken)), { message: 'gone' })
})

t.test('a reader that leaves ends the source', async (t) => {
  const source = csv(...lines)
  const book = workbookOf(source)
  book.destroy()
  await new Promise((done) => source.once('close', done))
  t.ok(source.destroyed)
})
