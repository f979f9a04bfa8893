import t from 'tap'
import { Workbooks } from '../../../src/platform/xlsx/workbooks.ts'
import { spooled } from '../../support/spooled.ts'
import { type Value, workbook } from './workbook.ts'

/** Each workbook is read in a thread, which must not outlive what it is read for. */
const workbooks = new Workbooks(60)

/** A workbook of more rows than are sent ahead. */
const rows: Value[][] = Array.from({ length: 20_000 }, (_, n) => [`R${n}`, '220182001001', '685.50'])
const large = workbook(rows, { shared: false })

async function opened(t: Tap, file: Buffer) {
  const body = await spooled(file)
  t.teardown(() => body.close())
  return body
}
type Tap = Pick<typeof t, 'teardown'>

t.test('the rows come as they stand, with the signs that separate them on their way', async (t) => {
  const odd = ['a\u001fb', 'c\u001ed', '\u001e', '林😀', '_x001F_', 'x']
  const book = await opened(t, workbook([odd, ['plain', null, 'y']], { shared: false }))
  const found: unknown[] = []
  await workbooks.read(book, undefined, ({ line, kinds, texts }) => {
    found.push([line, kinds, ...texts])
    return undefined
  })
  t.same(found, [
    [1, 'ssssss', 'a\0b', 'c\0d', '\0', '林😀', '\0', 'x'],
    [2, 's-s', 'plain', '', 'y']
  ])
})

t.test('every row of a large one, in order, at the pace of the one who takes them', async (t) => {
  const book = await opened(t, large)
  let taken = 0
  await workbooks.read(book, undefined, ({ line, texts }) => {
    taken += 1
    if (line !== taken || texts[0] !== `R${taken - 1}`) t.fail(`row ${line} is not the next one`)
    return taken % 5000 === 0 ? new Promise((done) => setImmediate(done)) : undefined
  })
  t.equal(taken, rows.length)
})

t.test('it ends when the client leaves', async (t) => {
  const book = await opened(t, large)
  const leaving = new AbortController()
  const reason = new Error('left')
  let taken = 0
  const reading = workbooks.read({ fd: book.fd, signal: leaving.signal }, undefined, () => {
    taken += 1
    if (taken === 10) leaving.abort(reason)
    return undefined
  })
  await t.rejects(reading, reason)
  t.ok(taken < rows.length, `${taken} rows`)
  const late = workbooks.read({ fd: book.fd, signal: leaving.signal }, undefined, () => undefined)
  await t.rejects(late, reason, 'also before it begins')
})

t.test('it ends when no more rows are wanted, or one cannot be taken', async (t) => {
  const book = await opened(t, large)
  let taken = 0
  await workbooks.read(book, undefined, () => {
    taken += 1
    return taken === 3 ? false : undefined
  })
  t.equal(taken, 3)
  const full = new Error('disk full')
  await t.rejects(
    workbooks.read(book, undefined, () => Promise.reject(full)),
    full
  )
})

t.test('it ends when its processor time is used', async (t) => {
  const book = await opened(t, large)
  await t.rejects(
    new Workbooks(0).read(book, undefined, () => undefined),
    { code: 'workbook-too-slow' }
  )
})

t.test('what is wrong with a workbook is told across threads, with its place', async (t) => {
  const far = {
    name: 'xl/worksheets/sheet2.xml',
    content: '<worksheet><sheetData><row r="7"><c r="XFD7"><v>1</v></c></row></sheetData></worksheet>'
  }
  await t.rejects(
    workbooks.read(await opened(t, workbook([], { parts: [far] })), undefined, () => undefined),
    { code: 'cell-far-out', line: 7, values: { cell: 'XFD7' } }
  )
  await t.rejects(
    workbooks.read(await opened(t, large), '另一张', () => undefined),
    { code: 'sheet-unknown', values: { sheets: '名册、b' } }
  )
})

t.test('two are read at a time, the others in their order', async (t) => {
  const book = await opened(t, workbook([['a'], ['b']]))
  const ends: number[] = []
  let open = 0
  let most = 0
  const all = Array.from({ length: 6 }, (_, n) => {
    const begun = new Set<number>()
    return workbooks
      .read(book, undefined, async () => {
        if (!begun.has(n)) open += 1
        begun.add(n)
        most = Math.max(most, open)
        await new Promise((done) => setImmediate(done))
      })
      .then(() => {
        open -= 1
        ends.push(n)
      })
  })
  await Promise.all(all)
  t.equal(ends.length, 6)
  t.ok(most <= 2, `${most} at a time`)
})
