import t from 'tap'
import { amountOf, dayOf, dayOfSerial } from '../../../src/platform/table/values.ts'

t.test('amounts whose meaning is certain', async (t) => {
  const amounts: Record<string, string | undefined> = {
    '5': '5.00',
    '1,234.50': '1234.50',
    '1,234,567': '1234567.00',
    '¥1234.5': '1234.50',
    '￥1,234.5': '1234.50',
    '1234.50元': '1234.50',
    '685.5000': '685.50',
    '685.3000000000001': '685.30',
    '685.2999999999999': '685.30',
    '999.9999999999999': '1000.00',
    '0.00000000000181898940354586': '0.00',
    '-0.0000000000018': '0.00',
    '1.8E-12': '0'
  }
  for (const [text, amount] of Object.entries(amounts)) t.equal(amountOf(text), amount, text)
  const unclear = [
    ...[
      '',
      '-',
      '-5',
      '1.234',
      '685.505',
      '1,5',
      '12,34.5',
      '1,2345',
      '1234,567',
      '01',
      '１２',
      '1e3',
      '1E+05',
      '5万'
    ],
    ...[
      '5%',
      '685.50.1',
      '¥',
      '元',
      '685,50',
      '1 234.50',
      '(5)',
      '-0.01',
      'NaN',
      '五十',
      '1e-3',
      '#N/A',
      '5.00美元'
    ]
  ]
  for (const text of unclear) t.equal(amountOf(text), undefined, text)
})

t.test('days whose meaning is certain', async (t) => {
  for (const text of [
    ...['2026-5-9', '2026/5/9', '2026/05/09', '2026.5.9', '20260509', '2026年5月9日', '2026年05月09日'],
    ...['2026/5/9 0:00', '2026-05-09 13:45:00', '2026-05-09T13:45:00Z', '2026年5月9日 8:30'],
    ...['2026 年 5 月 9 日', '2026/5/9 下午 2:30', '2026/5/9 2:30 PM', '20260509143000', '20260509 14:30']
  ]) {
    t.equal(dayOf(text), '2026-05-09', text)
  }
  for (const text of [
    '',
    '5/9/2026',
    '09.05.2026',
    '2026/5',
    '2026-5/9',
    '26/5/9',
    '2026509',
    '2026年5月',
    '2026/5/9 noon',
    '2026/5/9 25:00',
    '2026-05-09T24:00:00',
    '20260509246000'
  ])
    t.equal(dayOf(text), undefined, text)
})

t.test('numbers in a column of days', async (t) => {
  t.equal(dayOfSerial('46151'), '2026-05-09')
  for (const text of ['2026', '0', '461511', '36525', '73051', '46151.5'])
    t.equal(dayOfSerial(text), undefined, text)
})

t.test('an instant is the day on which it is in China', async (t) => {
  t.equal(dayOf('2026-05-08T16:00:00Z'), '2026-05-09')
  t.equal(dayOf('2026-05-08 15:59:59.999Z'), '2026-05-08')
  t.equal(dayOf('2026-05-09T00:00:00+08:00'), '2026-05-09')
  t.equal(dayOf('2026-05-09 9:30'), '2026-05-09')
})
