import t from 'tap'
import { isTotal, spoiltBy } from '../../../src/platform/table/spoilt.ts'

const cases: Record<string, string[]> = {
  'number-spoilt': [
    '2.20182E+17',
    '2.2E17',
    '-1.5e+3',
    '6E+18',
    '1.0',
    '220182.0',
    '6.21700001E18',
    '2,20182E+17'
  ],
  'number-hidden': ['#', '####', '########'],
  'cell-error-text': [
    '#N/A',
    '#n/a',
    '#REF!',
    '#VALUE!',
    '#DIV/0!',
    '#NAME?',
    '#NULL!',
    '#NUM!',
    '#SPILL!',
    '#REF!!',
    '#无效',
    'Err:502',
    '错误:502'
  ],
  'cell-placeholder': [
    'NULL',
    'null',
    'NaN',
    'nan',
    'None',
    'TRUE',
    'False',
    '无',
    '-',
    '--',
    '/',
    '—',
    'N/A',
    '是',
    '真',
    'TRUE()',
    'WAHR',
    'FALSCH',
    'VRAI',
    'Faux',
    'FALSO',
    '(空)',
    '待核实'
  ],
  'text-garbled': ['R\ufffd1', '\u951f\u65a4\u62f7'],
  'cell-date-text': [
    '2026/5/9',
    '2026-05-09',
    '2026年5月9日',
    '5月9日',
    '9-May',
    'May-26',
    '09/05/2026',
    '2026.5.9 0:00'
  ],
  'cell-total-text': [
    '合计',
    '总计',
    '小 计',
    '合计：',
    'Total',
    'TOTAL:',
    '本页合计',
    '合计金额',
    '共3人',
    '合计（元）',
    '合计：3人'
  ]
}

t.test('what a program has put into the place of a number or name', async (t) => {
  for (const [code, texts] of Object.entries(cases))
    for (const text of texts) t.equal(spoiltBy(text), code, text)
})

t.test('numbers and names that are meant', async (t) => {
  const sound = [
    ...[
      '220182001001',
      'R0001',
      '低保001',
      'JL-220102-202605-00001',
      '12E3',
      'E12',
      '1E5',
      '0',
      '7',
      'A',
      '000123'
    ],
    ...[
      '2026-5-9-1',
      '20260509',
      '吉2026001',
      '第1组',
      'N1',
      'NULL1',
      '无锡001',
      '正阳村',
      '合计村001',
      '5-1',
      '1.2'
    ]
  ]
  for (const text of sound) t.equal(spoiltBy(text), undefined, text)
})

t.test('lines of totals', async (t) => {
  for (const text of [
    ...['合计', '合 计', '总计：', '共计', '合计人数', 'Grand Total', 'subtotal', '合计（大写）', '共计3人'],
    ...['合计：1,920.00元', '金额合计', '总金额', '总数', '大合计', '共 3 人', '总 计 （元）']
  ])
    t.ok(isTotal(text), text)
  for (const text of [
    '合计划',
    '计',
    '总计师',
    '总',
    '合计发放三百人次以上的村',
    '1合计',
    '小计家村',
    '共青村'
  ])
    t.notOk(isTotal(text), text)
})
