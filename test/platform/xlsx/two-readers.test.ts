import fc from 'fast-check'
import t from 'tap'
import { compared } from './compared.ts'
import { forms } from './forms.ts'
import { type Value, writers } from './writers.ts'

/** Workbooks of two writers that are not ours, read by our reader and by one that is not: each cell is the same. */
const text = (value: string): Value => ({ value })
const number = (value: number, format?: string): Value => ({ value, ...(format !== undefined && { format }) })

const rows: (Value | null)[][] = [
  ['救助对象编号', '村（社区）', '金额', '账号', '发放日期', '状态'].map(text),
  [
    text('R0001'),
    text('220182001001'),
    number(685.5),
    text('6228480010000001234'),
    number(46_151, 'yyyy-mm-dd'),
    text('成功')
  ],
  [
    number(123, '000000'),
    null,
    number(1234.5, '#,##0.00'),
    null,
    number(46_151.5, 'yyyy/m/d h:mm'),
    { value: true }
  ],
  [null, null, null],
  [
    text(' 两边有空格 '),
    text('A&B<C>"\'\n第二行'),
    number(685.3 * 1.1),
    number(1.8e-12),
    number(0),
    number(-0.01)
  ],
  [
    text('_x000D_ 与 _x0041_'),
    text('=SUM(A1)'),
    { value: 12, formula: '5+7' },
    { value: '文', formula: 'T("文")' },
    { formula: 'A1' }
  ],
  [
    { error: '#N/A' },
    { error: '#DIV/0!' },
    { value: false },
    number(0.125, '0.00%'),
    number(12_345, '0.00,"万"')
  ],
  [
    text('𠮷野家'),
    text('\u00a0'),
    number(999_999_999_999_999),
    number(6.228_480_010_000_001e18),
    number(1e-7)
  ],
  [
    number(46_151, 'yyyy"年"m"月"d"日"'),
    number(0.5, 'h:mm'),
    number(46_151, 'mmm-yy'),
    number(12.5, '¥#,##0.00')
  ]
]

for (const { name, write } of writers) {
  t.test(`workbooks of ${name}, in all forms`, async (t) => {
    for (const options of [{}, { shared: true }, { date1904: true }]) {
      const file = await write(rows, options)
      for (const form of forms) {
        const { differences, refused, cells } = await compared(
          form.change(file),
          form.isOursOnly ? file : undefined
        )
        t.same(
          { differences, refused },
          { differences: [], refused: {} },
          `${form.name} ${JSON.stringify(options)}`
        )
        t.ok(cells > 30, form.name)
      }
    }
  })

  t.test(`workbooks of ${name}, of any values`, async (t) => {
    const value: fc.Arbitrary<Value | null> = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map(text),
      fc.constantFrom('000123', '_x0041_', '1E5', '￥1', '中文', '_', '__x000A__').map(text),
      fc.integer({ min: -(10 ** 9), max: 10 ** 12 }).map((one) => number(one)),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((one) => number(one)),
      fc.integer({ min: 0, max: 99_999_999 }).map((fen) => number(fen / 100, '#,##0.00')),
      fc.integer({ min: 0, max: 10 ** 6 }).map((one) => number(one, '00000000')),
      fc.integer({ min: 36_526, max: 73_050 }).map((day) => number(day, 'yyyy/m/d')),
      fc.boolean().map((one) => ({ value: one }))
    )
    const sheet = fc.array(fc.array(value, { maxLength: 8 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        sheet,
        fc.boolean(),
        fc.constantFrom(...forms),
        async (cells, shared, { change, isOursOnly }) => {
          const file = await write(cells, { shared })
          const { differences, refused } = await compared(change(file), isOursOnly ? file : undefined)
          t.same({ differences, refused }, { differences: [], refused: {} })
          return differences.length === 0 && Object.keys(refused).length === 0
        }
      ),
      { numRuns: 60 }
    )
  })
}
