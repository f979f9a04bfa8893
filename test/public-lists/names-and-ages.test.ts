import t from 'tap'
import { publicWords } from '../../src/policy/index.ts'
import { birthdayOf, idNumberOf, isMinor } from '../../src/public-lists/checks/age.ts'
import { isName, masked, nameOf } from '../../src/public-lists/checks/names.ts'

const surnames = new Set(publicWords.compoundSurnames)

t.test('masks, by code points', async (t) => {
  for (const [name, middle, given] of [
    ['张三', '张*', '张*'],
    ['张三丰', '张*丰', '张**'],
    ['欧阳娜娜', '欧**娜', '欧阳**'],
    ['欧阳龙', '欧*龙', '欧阳*'],
    ['乌云其木格', '乌***格', '乌****'],
    ['𠮷野家', '𠮷*家', '𠮷**'],
    ['于', '*', '*'],
    ['欧阳', '欧*', '欧*']
  ] as const) {
    t.equal(masked(name, 'none', surnames), name)
    t.equal(masked(name, 'middle', surnames), middle, name)
    t.equal(masked(name, 'given', surnames), given, name)
  }
})

t.test('names as people write them', async (t) => {
  for (const [cell, name] of [
    [' 张 三 ', '张三'],
    ['户主：张三', '张三'],
    ['户主: 张　三', '张三'],
    ['张\u200b三', '张三'],
    ['张三\n', '张三'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['John  Smith', 'John Smith'],
    ['张＊', '张＊']
  ] as const) {
    t.equal(nameOf(cell), name, JSON.stringify(cell))
  }
  for (const cell of ['', '-', '123', '＊＊', '张'.repeat(51)]) t.equal(isName(nameOf(cell)), false, cell)
  for (const cell of ['于', '张＊', '张'.repeat(50)]) t.equal(isName(nameOf(cell)), true, cell)
})

t.test('the 18th birthday itself still protects', async (t) => {
  for (const [birthday, last, first] of [
    ['2008-05-20', '2026-05-20', '2026-05-21'],
    ['2008-02-29', '2026-02-28', '2026-03-01'],
    ['2008-02-28', '2026-02-28', '2026-03-01'],
    ['2006-02-28', '2024-02-28', '2024-02-29'],
    ['2007-12-31', '2025-12-31', '2026-01-01']
  ] as const) {
    t.equal(isMinor(birthday, last), true, `${birthday} on ${last}`)
    t.equal(isMinor(birthday, first), false, `${birthday} on ${first}`)
  }
  t.equal(isMinor('2030-01-01', '2026-05-20'), true, 'a birthday in the future')
})

t.test('identity numbers of a render file', async (t) => {
  t.equal(idNumberOf('220102200805200014'), '220102200805200014')
  t.equal(idNumberOf("'２２０１０２２００８０５２０００１４"), '220102200805200014')
  t.equal(idNumberOf('220102 20080520 0014'), '220102200805200014')
  t.equal(idNumberOf('220102620314123'), '220102196203141230', 'the first generation')
  t.equal(idNumberOf('220102200802290026'), '220102200802290026')
  for (const none of ['', '220102200805200015', '2201022008052000', '220102196213141230', '张三'])
    t.equal(idNumberOf(none), undefined, none)
  t.equal(birthdayOf('220102200802290026'), '2008-02-29')
  t.equal(birthdayOf('220102200702290026'), undefined)
})
