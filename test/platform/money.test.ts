import t from 'tap'
import { fenOf, MOST_FEN, yuanOf } from '../../src/platform/values/money.ts'
import { fc } from '../support/property.ts'

t.test('amounts as people write them', async (t) => {
  const known: [string, number | undefined][] = [
    ['0', 0],
    ['0.00', 0],
    ['0.1', 10],
    ['0.01', 1],
    ['12', 1200],
    ['12.5', 1250],
    ['12.50', 1250],
    ['1234567.89', 123_456_789],
    ['9999999999999.99', MOST_FEN]
  ]
  for (const [text, fen] of known) t.equal(fenOf(text), fen, text)
  const wrong = [
    '',
    ' ',
    '-1',
    '+1',
    '1.',
    '.5',
    '1.234',
    '01',
    '00',
    '1e3',
    '1,000.00',
    '１２',
    '0x10',
    'NaN'
  ]
  for (const text of [...wrong, '10000000000000', '12 ', '1.5.0', '-0', '12.5\n', '٣']) {
    t.equal(fenOf(text), undefined, JSON.stringify(text))
  }
})

t.test('fen as yuan', async (t) => {
  const known: [string | number | bigint, string][] = [
    [0, '0.00'],
    [1, '0.01'],
    [-1, '-0.01'],
    ['10', '0.10'],
    [-12_345, '-123.45'],
    ['9223372036854775807', '92233720368547758.07'],
    [10n ** 30n, `1${'0'.repeat(28)}.00`]
  ]
  for (const [fen, text] of known) t.equal(yuanOf(fen), text)
})

t.test('there and back nothing is lost', async () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: MOST_FEN }), (fen) => fenOf(yuanOf(fen)) === fen))
  const written = fc.tuple(fc.integer({ min: 0, max: 9_999_999_999_999 }), fc.stringMatching(/^\d{0,2}$/))
  fc.assert(
    fc.property(written, ([whole, decimals]) => {
      const text = decimals === '' ? String(whole) : `${whole}.${decimals}`
      return BigInt(fenOf(text) ?? -1) === BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
    })
  )
})
