import t from 'tap'
import { publicWords } from '../../src/policy/index.ts'
import { CellCheck, type CellPlace } from '../../src/public-lists/checks/cells.ts'

const known = { names: new Set(['二号村', '病马沟村']), hotlines: new Set(['043262123456']) }
const check = new CellCheck(publicWords, known)
const data: CellPlace = { isName: false, isAccount: false, isData: true }

/** The faults of a cell, in one line: `id-number`, or `id-number-partial?` for one that only warns. */
function told(cell: string, place: Partial<CellPlace> = {}): string {
  const faults = check.cell(cell, { ...data, ...place })
  return faults.map(({ code, severity }) => (severity === 'warn' ? `${code}?` : code)).join()
}

t.test('the cells of the worked example', async (t) => {
  for (const [cell, expected] of [
    ['２２０１０２１９６２０３１４１２３０', 'id-number'],
    ['220102 19620314 1230', 'id-number'],
    ['220102620314123', 'id-number'],
    ['6222020800021122331', 'account-number'],
    ['138****1234', ''],
    ['13843112233', 'phone-number'],
    ['1234.50', ''],
    ['20260531', ''],
    ['220102********1230', 'id-number-partial'],
    ['35*************123', 'id-number-partial?']
  ] as const) {
    t.equal(told(cell), expected, cell)
  }
})

t.test('an identity number, however it is written', async (t) => {
  for (const cell of [
    '220102196203141230',
    '220102196203141239',
    '22010219620314123X',
    '22010219620314123x',
    '22010219620314123×',
    '身份证220102196203141230号码',
    '220102-1962-0314-1230',
    '220102.1962.0314.1230',
    '220102·19620314·1230',
    '220102—19620314—1230',
    '220102_19620314_1230',
    '220102\u200b19620314\u200b1230',
    '220102\n19620314\n1230',
    '22O1O21962O314123O',
    '22O1O2 I962O3I4 I23O',
    '22010２1９620314l23o',
    '二二〇一〇二一九六二〇三一四一二三〇',
    '张三220102196203141230 13843112233',
    '13843112233 220102196203141230'
  ]) {
    t.match(told(cell), /^id-number(,|$)/, JSON.stringify(cell))
  }
  // Both sides of the border: the month, the day, the length.
  t.equal(told('220102196213141230'), 'long-number?')
  t.equal(told('220102196203321230'), 'long-number?')
  t.equal(told('22010219620314123'), 'long-number?')
  t.equal(told('220102620230123'), 'long-number?', '15 digits without a real day')
  t.equal(told('220102600229123'), 'id-number', '1960 had a 29 February')
  t.equal(told('220102620229123'), 'long-number?', '1962 had none')
})

t.test('a masked identity number', async (t) => {
  t.equal(told('2201021*********30'), 'id-number-partial', 'nine are legible')
  t.equal(told('220102**********30'), 'id-number-partial', 'eight are legible')
  t.equal(told('220102***********0'), 'id-number-partial?', 'seven are legible')
  t.equal(told('******19**********'), 'id-number-partial', 'two of the birthday')
  t.equal(told('******1***********'), 'id-number-partial?', 'one of the birthday')
  t.equal(told('*****1********1***'), 'id-number-partial?', 'places 6 and 15 are none of the birthday')
  t.equal(told('*************1**1*'), 'id-number-partial?', 'places 14 and 17')
  t.equal(told('************11****'), 'id-number-partial', 'places 13 and 14')
  t.equal(told('２２０１０２＊＊＊＊＊＊＊＊１２３０'), 'id-number-partial')
  t.equal(told(`220102${'X'.repeat(8)}1230`), 'id-number-partial')
  t.equal(told('220102●●●●●●●●1230'), 'id-number-partial')
  t.equal(told('220102 **** **** 1230'), 'id-number-partial')
  t.equal(told('220102******123'), 'id-number-partial', '15 characters')
  t.equal(told('22010*******123'), 'id-number-partial', 'eight of 15')
  t.equal(told('2201*********23'), 'id-number-partial?', 'six of 15')
  t.equal(told('2201********123'), 'id-number-partial', 'places 13 and 14')
  t.equal(told('2201********1234'), '', '16 characters')
})

t.test('accounts and long numbers', async (t) => {
  t.equal(told('6222020800021122332'), 'long-number?', 'Luhn does not hold')
  t.equal(told('6222 0208 0002 1122 331'), 'account-number')
  t.equal(told('4111111111111111'), 'account-number', '16 digits')
  t.equal(told('378282246310005'), 'long-number?', '15 digits that pass')
  t.equal(told('40000000000000000002'), 'long-number?', '20 digits')
  t.equal(told('123456789012', { isAccount: true }), 'account-number')
  t.equal(told('12345678901', { isAccount: true }), '', 'eleven digits')
  t.equal(told('6222****1234', { isAccount: true }), 'account-number', 'eight are legible')
  t.equal(told('622****1234', { isAccount: true }), '', 'seven are legible')
  t.equal(told('6222****1234'), '', 'in no column of accounts')
  t.equal(told('123456789012'), 'long-number?')
  t.equal(told('12345678901'), '')
  t.equal(told('2026-05-01—2026-05-31'), '', 'two days are sixteen digits')
  t.equal(told('2026.05.01 - 2026.05.31'), '')
  t.equal(check.column('开户账号').isAccount, true)
  t.equal(check.column('一卡通').isAccount, true)
  t.equal(check.column('金额').isAccount, false)
})

t.test('telephones', async (t) => {
  for (const phone of ['13843112233', '19900001111', '+86 138-4311-2233', '138 4311 2233', '010-12345678'])
    t.equal(told(phone), 'phone-number', phone)
  for (const phone of ['0432-6212345', '0432-62123456', '(0432)62123456', '024-12345678'])
    t.match(told(phone), 'phone-number', phone)
  t.equal(told('12843112233'), '', 'no network begins with 12')
  t.equal(told('1384311223'), '', 'ten digits')
  t.equal(told('0432-62123456'), 'phone-number', 'the hotline within the table')
  const note = { isData: false }
  t.equal(told('监督举报电话：0432-62123456', note), '', 'the hotline below the table')
  t.equal(told('监督举报电话：0432-62123457', note), 'phone-number', 'another number')
  t.equal(told('12345', note), '')
  t.equal(told('12345', data), '')
})

t.test('addresses', async (t) => {
  for (const cell of ['解放路12号', '3栋', '三幢', '２单元', '十二号', '401 室', '12门牌'])
    t.equal(told(cell), 'address-too-fine', cell)
  for (const cell of [
    '二号村',
    '永吉县二号村',
    '解放路',
    '序号',
    '〔2026〕3号',
    '吉民发〔2026〕12号',
    '5月3号',
    '室'
  ])
    t.equal(told(cell), '', cell)
  t.equal(told('二号村3号'), 'address-too-fine', 'the rest after the village')
})

t.test('health', async (t) => {
  for (const cell of ['艾滋病', 'hiv阳性', 'ＨＩＶ', '尿毒症透析', '精神二级', '孕期', '肢体残疾'])
    t.equal(told(cell), 'health', cell)
  t.equal(told('霍去病'), 'health', 'outside the column of names')
  t.equal(told('霍去病', { isName: true }), '')
  t.equal(told('病马沟村'), '', 'the name of a village')
  t.equal(told('病马沟村患病'), 'health')
  t.equal(told('健康'), '')
})

t.test('headers', async (t) => {
  const headed = (cell: string) => check.header(cell).map(({ code }) => code)
  for (const header of [
    ...[
      '身份证号',
      '身份证号码',
      '证件号',
      '账号',
      '联系电话',
      '残疾类别',
      '残疾等级',
      '健康状况',
      '致贫原因'
    ],
    ...['申请原因', '家庭月收入（元）', '家庭成员', '出生日期', '监护人', '电 话', '监护人姓名']
  ]) {
    t.ok(headed(header).includes('forbidden-column'), header)
  }
  for (const header of [
    '序号',
    '姓名',
    '户主姓名',
    '村（社区）',
    '乡镇（街道）',
    '保障人数',
    '月补助金额（元）'
  ])
    t.same(headed(header), [], header)
  t.same(headed('病种'), ['health'])
  t.equal(check.column('户主姓名').isName, true)
  t.equal(check.column('户主').isName, true)
  t.equal(check.column('户主情况').isName, false)
})

t.test('a number is told once, and never by its value', async (t) => {
  t.equal(told('220102196203141230，220102196203141230'), 'id-number')
  t.equal(told('张三 220102196203141230 解放路3号 患病'), 'id-number,address-too-fine,health')
  t.notMatch(JSON.stringify(check.cell('220102196203141230', data)), '1962')
})
