import { readFileSync } from 'node:fs'
import t from 'tap'
import { drawBars } from '../../src/platform/charts/bars.ts'
import { pictureOfBars } from '../../src/platform/charts/picture.ts'

const units = readFileSync(new URL('../../data/jilin-units.csv', import.meta.url), 'utf8')
const look = { width: 600, decimals: 1, most: 100 }
const table = (name: string, value: number | null) => ({
  title: '整改率',
  columns: ['整改率'],
  rows: [
    { name, values: [value] },
    { name: '吉林市', values: [40] }
  ]
})

t.test('a number at each bar, none where nothing is known', async (t) => {
  const { svg } = drawBars(table('长春市', 81.25), look)
  t.match(svg, />长春市<.*>吉林市</s)
  t.match(svg, />81\.3</)
  const without = drawBars(table('长春市', null), look).svg
  t.match(without, />长春市</)
  t.notMatch(without, />0\.0<\/text>.*>40\.0</s)
  t.notMatch(svg, /undefined|NaN/)
})

t.test('the same table gives the same picture, another one a different picture', async (t) => {
  const first = await pictureOfBars(table('长春市', 50), look)
  const again = await pictureOfBars(table('长春市', 50), look)
  t.ok(first.png.equals(again.png))
  t.same(first.png.subarray(1, 4).toString(), 'PNG')
  t.equal(first.png.readUInt32BE(16), first.width * 3, 'three pixels for each of its size')
  t.notOk((await pictureOfBars(table('长春市', 51), look)).png.equals(first.png))
})

t.test('the font draws the rare characters in names of units', async (t) => {
  const missing = await pictureOfBars(table('\u{2f00}', 50), look)
  // Boxes of missing characters have one shape: two pictures of them are the same.
  t.ok((await pictureOfBars(table('\u{2f01}', 50), look)).png.equals(missing.png))
  for (const sign of '砬奤戢戥桄牤狟玍砄砟磙笤筢迺垧') {
    t.match(units, sign)
    t.notOk((await pictureOfBars(table(sign, 50), look)).png.equals(missing.png), sign)
  }
})
