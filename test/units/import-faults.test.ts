import t from 'tap'
import { nothingWritten } from '../support/assertions.ts'
import { type CallOptions, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const header = 'code,name,level,parentCode,countsInQuota'
const load = (lines: string[] | string | Buffer, options: CallOptions = {}) =>
  call('POST', '/v1/units/import', {
    raw: Array.isArray(lines) ? `${[header, ...lines].join('\n')}\n` : lines,
    type: 'text/csv',
    ...options
  })
const good = 'g1,好县,county,2201,'

type Fault = [line: number, column: string | undefined, code: string]

interface Case {
  lines: string[] | string | Buffer
  faults: Fault[]
  /** Lines that are refused, where it is not one for each fault. */
  rejected?: number
  as?: Person
}

const county: Person = { unit: '220102', roles: ['admin'] }

async function check(t: Tap, cases: Record<string, Case>): Promise<void> {
  await nothingWritten(t, service, async () => {
    for (const [name, { lines, faults, rejected = faults.length, as }] of Object.entries(cases)) {
      const { status, body } = await load(lines, { as })
      const found = body.errors?.map(
        (one: { line: number; column?: string; code: string; pointer: string }) => {
          if (one.line !== undefined) t.equal(one.pointer, `line:${one.line}`)
          return [one.line, one.column, one.code]
        }
      )
      const all = [status, body.code, body.rejected, found?.sort()]
      t.strictSame(all, [422, 'import-rejected', rejected, faults.toSorted()], name)
    }
  })
}

type Tap = Parameters<typeof nothingWritten>[0]

t.before(async () => {
  const retired = { code: '22old', name: '旧县', level: 'county', parentCode: '2203' }
  await call('POST', '/v1/units', { body: retired })
  await call('POST', '/v1/units/22old/retire', { body: { on: '2026-03-02' } })
})

t.test('lines that are wrong by themselves', async (t) => {
  await check(t, {
    'a code with a dash': { lines: ['g-1,好县,county,2201,', good], faults: [[2, 'code', 'bad-code']] },
    'no code': { lines: [good, ',好县,county,2201,'], faults: [[3, 'code', 'bad-code']] },
    'a code too long': { lines: [`${'1'.repeat(21)},好县,county,2201,`], faults: [[2, 'code', 'bad-code']] },
    'no name': { lines: [good, 'g2,,county,2201,'], faults: [[3, 'name', 'name-missing']] },
    'a blank name': { lines: ['g2, ,county,2201,'], faults: [[2, 'name', 'name-missing']] },
    'a name too long': {
      lines: [`g2,${'长'.repeat(201)},county,2201,`],
      faults: [[2, 'name', 'name-too-long']]
    },
    'an unknown level': { lines: ['g2,好县,xian,2201,'], faults: [[2, 'level', 'bad-level']] },
    'a level in other words': { lines: ['g2,好县,县处级,2201,'], faults: [[2, 'level', 'bad-level']] },
    'no level': { lines: ['g2,好县,,2201,'], faults: [[2, 'level', 'bad-level']] },
    'no parent': { lines: ['g2,好县,county,,'], faults: [[2, 'parentCode', 'parent-missing']] },
    'no truth': { lines: ['g2,好县,county,2201,yes'], faults: [[2, 'countsInQuota', 'bad-boolean']] },
    'a number for a truth': {
      lines: ['g2,好县,county,2201,1'],
      faults: [[2, 'countsInQuota', 'bad-boolean']]
    },
    'several things in one line': {
      lines: [good, 'g2,,county,,maybe'],
      faults: [
        [3, 'countsInQuota', 'bad-boolean'],
        [3, 'name', 'name-missing'],
        [3, 'parentCode', 'parent-missing']
      ],
      rejected: 1
    }
  })
})

t.test('lines that do not fit each other or the tree', async (t) => {
  const parent = 'parentCode'
  await check(t, {
    'a parent that is nowhere': { lines: ['g2,好县,county,9999,'], faults: [[2, parent, 'unknown-parent']] },
    'a parent of the same level': {
      lines: ['g2,好县,county,220102,'],
      faults: [[2, parent, 'parent-level']]
    },
    'a parent of a lower level': {
      lines: ['g3,好乡,township,g4,', 'g4,好村,village,220102001,'],
      faults: [[2, parent, 'parent-level']]
    },
    'a province under another': { lines: ['g2,好省,province,22,'], faults: [[2, parent, 'parent-level']] },
    'a code twice': { lines: [good, 'g2,好县,county,2201,', good], faults: [[4, 'code', 'duplicate-code']] },
    'a code three times': {
      lines: [good, good, good],
      faults: [
        [3, 'code', 'duplicate-code'],
        [4, 'code', 'duplicate-code']
      ]
    },
    'another level than it has': {
      lines: ['220102001,某街道,village,220102,'],
      faults: [[2, 'level', 'level-changed']]
    },
    'a unit that has ended': { lines: ['22old,旧县,county,2203,'], faults: [[2, 'code', 'unit-retired']] },
    'a parent that has ended': {
      lines: ['g2,好乡,township,22old,'],
      faults: [[2, parent, 'parent-retired']]
    },
    'the subordinate of a faulty line': {
      lines: ['g2,,county,2201,', 'g3,好乡,township,g2,'],
      faults: [[2, 'name', 'name-missing']]
    }
  })
})

t.test('circles', async (t) => {
  const on = (lines: number[]): Fault[] => lines.map((line) => [line, 'parentCode', 'cycle'])
  await check(t, {
    'of one': { lines: [good, 'c1,甲,county,c1,'], faults: on([3]) },
    'of two': { lines: ['c1,甲,county,c2,', good, 'c2,乙,county,c1,'], faults: on([2, 4]) },
    'of three': {
      lines: ['c1,甲,county,c2,', 'c2,乙,county,c3,', 'c3,丙,county,c1,'],
      faults: on([2, 3, 4])
    },
    'of three levels, at the line that points down': {
      lines: ['c1,甲,city,c3,', 'c2,乙,county,c1,', 'c3,丙,township,c2,'],
      faults: on([2])
    },
    'with a line that only leads to it': {
      lines: ['c0,丁,village,c1,', 'c1,甲,county,c2,', 'c2,乙,county,c1,'],
      faults: on([3, 4])
    }
  })
})

t.test('what lies outside the caller’s unit reads as what does not exist', async (t) => {
  const nowhere = (code: string, as = county): Case => ({
    lines: [`g2,好乡,township,${code},`],
    as,
    faults: [[2, 'parentCode', 'unknown-parent']]
  })
  await check(t, {
    'under a unit that is not there': nowhere('9999'),
    'under the unit beside': nowhere('220103'),
    'under the unit above': nowhere('2201'),
    'under a unit beside that has ended': nowhere('22old')
  })
})

t.test('what a county may not bring in', async (t) => {
  const outside: Fault[] = [[2, 'code', 'outside-scope']]
  await check(t, {
    'a province': { lines: ['g2,好省,province,,'], as: county, faults: outside },
    'the unit beside': { lines: ['220103,宽城区,county,2201,'], as: county, faults: outside },
    'a unit below the one beside': {
      lines: ['220103002,站前街道,township,220103,'],
      as: county,
      faults: outside
    }
  })
  await nothingWritten(t, service, async () => {
    const moves = {
      'itself to another city': '220102,南关区,county,2202,',
      'itself up to the province': '220102,南关区,county,22,',
      'a unit of the one beside to itself': '220103002,站前街道,township,220102,',
      'a township of its own to the one beside': '220102001,南街街道,township,220103,'
    }
    for (const [name, line] of Object.entries(moves)) {
      const { status, body } = await load([line], { as: county })
      t.strictSame([status, body.code, body.rejected], [422, 'import-rejected', 1], name)
    }
  })
})
