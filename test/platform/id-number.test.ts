import t from 'tap'
import { holdsIdNumber, looksLikeIdNumber } from '../../src/platform/values/id-number.ts'

t.test('a number that as a whole is an identity number', async (t) => {
  for (const number of ['11010519491231002X', '11010519491231002x']) t.ok(looksLikeIdNumber(number), number)
  for (const number of [
    '110105194912310021',
    '1101051949123100',
    '11010519491231002X1',
    '6228480402564890'
  ]) {
    t.notOk(looksLikeIdNumber(number), number)
  }
})

t.test('a text in which an identity number stands, also a mistyped one', async (t) => {
  const held = [
    '11010519491231002X',
    '110105194912310021',
    'ID11010519491231002x',
    '11010519491231002X-1',
    '11010519491231002X1',
    '低保110105194912310021号',
    'A1-110105194912310021',
    '１１０１０５１９４９１２３１００２Ｘ',
    '911124198108030024'
  ]
  for (const text of held) t.ok(holdsIdNumber(text), text)
})

t.test('long numbers of another kind', async (t) => {
  const others = [
    '',
    'R0001',
    '1101051949123100',
    '1101051949123100211',
    '22010219491231002100',
    '011010519491231002',
    '110105184912310021',
    '110105194913310021',
    '110105194912320021',
    '110105-19491231-0021',
    '6217000010001234567'
  ]
  for (const text of others) t.notOk(holdsIdNumber(text), text)
})
