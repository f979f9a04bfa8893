import t from 'tap'
import { publicWords } from '../../src/policy/index.ts'
import { CellCheck } from '../../src/public-lists/checks/cells.ts'
import { findNumbers } from '../../src/public-lists/checks/numbers.ts'
import { plainText } from '../../src/public-lists/checks/plain-text.ts'
import { NUMERALS, SignTable } from '../../src/public-lists/checks/signs.ts'

/**
 * The look at single characters passes over no cell that a pattern would refuse: hundreds of thousands of
 * random texts of the characters that matter, compared with the patterns themselves.
 */
const table = new SignTable(publicWords)
const health = new RegExp(publicWords.health.join('|'), 'i')
const address = new RegExp(`[${NUMERALS}]\\s*(?:${publicWords.addressWords.join('|')})`)
const signs = [
  ...'0123456789019283746519620314220102*OolIxX×■□○●•※#?Хх〇零一二三四五六七八九十０９Ｘ＊ -._·—－()（）\u200b\n',
  ...publicWords.health.flatMap((word) => [word, ...word]),
  ...publicWords.addressWords,
  ...['220102196203141230', '13843112233', '0431-62040001', '6222020800021122331', '张', '村', '艾滋', 'hiv']
]
let seed = 7
const random = (below: number) => {
  seed = (seed * 48271) % 2147483647
  return seed % below
}
const text = () => Array.from({ length: 1 + random(22) }, () => signs[random(signs.length)]).join('')

t.test('whatever a pattern finds, the table expected', async (t) => {
  const found = { numbers: 0, health: 0, address: 0 }
  const missed: string[] = []
  for (let n = 0; n < 200_000; n += 1) {
    const cell = plainText(text())
    const read = table.read(cell)
    const is = {
      numbers: findNumbers(cell, { isAccount: n % 2 === 0 }).length > 0,
      health: health.test(cell),
      address: address.test(cell)
    }
    for (const kind of ['numbers', 'health', 'address'] as const) if (is[kind]) found[kind] += 1
    if (is.numbers && !read.mayHoldNumber) missed.push(`number: ${cell}`)
    if (is.health && !read.mayHoldHealth) missed.push(`health: ${cell}`)
    if (is.address && !read.mayHoldAddress) missed.push(`address: ${cell}`)
  }
  t.same(missed.slice(0, 3), [])
  for (const [kind, count] of Object.entries(found)) t.ok(count > 2000, `${kind}: ${count}`)
})

t.test('a text that is not odd is read as it is', async (t) => {
  const changed = []
  for (let code = 0; code < 0x10000; code += 1) {
    const sign = String.fromCharCode(code)
    if (!table.read(sign).isOdd && plainText(sign) !== sign) changed.push(code.toString(16))
  }
  t.same(changed, [])
  const check = new CellCheck(publicWords, { names: new Set(), hotlines: new Set() })
  const place = { isName: false, isAccount: false, isData: true }
  const told = (cell: string) => check.cell(cell, place).map(({ code }) => code)
  const different = []
  for (let n = 0; n < 20_000; n += 1) {
    const cell = plainText(text())
    // A sign without a width makes a cell odd, and says nothing.
    if (String(told(cell)) !== String(told(`${cell}\u200b`))) different.push(cell)
  }
  t.same(different.slice(0, 3), [])
})
