import t from 'tap'
import { builtIn, formatOf } from '../../../src/platform/xlsx/formats.ts'

t.test('what a number format shows', async (t) => {
  const formats: Record<string, string[]> = {
    plain: [
      ...[
        'General',
        'G/通用格式',
        '[Red]General',
        '[DBNum1][$-804]General',
        'General"元"',
        '[DBNum2]G/通用格式"元"',
        '@',
        '0',
        '0.00',
        '#,##0.00',
        '#,##0.00_);(#,##0.00)',
        '0.00_ ',
        '¥#,##0.00'
      ],
      ...[
        '"¥"#,##0.00',
        '[$¥-804]#,##0.00',
        '#,##0.00"元"',
        '0_ ;[Red]-0 ',
        '0.00E+00',
        '_ * #,##0.00_ ',
        '##0'
      ]
    ],
    date: [
      ...[
        'yyyy-mm-dd',
        'yyyy/m/d',
        'yyyy"年"m"月"d"日"',
        '[$-804]yyyy"年"m"月"d"日"',
        'm/d/yy h:mm',
        'mmm-yy'
      ],
      ...[
        'yyyy\\-mm\\-dd\\ hh:mm:ss',
        '[$-F800]dddd, mmmm dd, yyyy',
        'd-mmm',
        'yyyymmdd',
        'yyyy-mm-dd h:mm',
        'e-m-d'
      ]
    ],
    time: ['h:mm', 'hh:mm:ss', '[h]:mm:ss', 'mm:ss.0', '[mm]', 'h"时"mm"分"'],
    scaled: ['0%', '0.00%', '0.00,"千"', '0!.0,"万"', '#,##0,', '0.0"万元"', ';;;'],
    signs: [
      ...['000-0000', '"JL"000000', '0"号"', '000\\-000', '"第"0"组"', 'General"号"', '00 00'],
      ...['00\\ 00\\ 00', '[>99999]0;000000']
    ]
  }
  for (const [kind, codes] of Object.entries(formats)) {
    for (const code of codes) t.match(formatOf(code), { kind }, code)
  }
  t.same(formatOf('000000'), { kind: 'zeros', digits: 6 })
  t.same(formatOf('00'), { kind: 'zeros', digits: 2 })
  t.same(formatOf('0000\\ '), { kind: 'zeros', digits: 4 })
  t.same(formatOf('#000;-#000'), { kind: 'zeros', digits: 3 })
})

t.test('formats that have no code of their own', async (t) => {
  for (const id of [14, 22, 31, 57]) t.equal(builtIn(id).kind, 'date', String(id))
  for (const id of [20, 46]) t.equal(builtIn(id).kind, 'time', String(id))
  for (const id of [0, 1, 2, 3, 4, 37, 49]) t.equal(builtIn(id).kind, 'plain', String(id))
  for (const id of [9, 10]) t.equal(builtIn(id).kind, 'scaled', String(id))
})
