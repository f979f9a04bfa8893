import t from 'tap'
import { auditDetails, change, register } from '../../src/inspections/staff/rules.ts'

const entry = { unitCode: '2201', name: '王芳', post: '科员' }
const conflict = (unitCode: string) => ({ unitCode, reason: '曾任职' })

t.test('an entry', async (t) => {
  t.strictSame(register(entry), { ...entry, qualifications: [], conflicts: [] })
  const whole = { ...entry, qualifications: ['funds' as const], conflicts: [conflict('2202')] }
  t.strictSame(register(whole), whole)
  for (const act of [register, change]) {
    const conflicts = [conflict('1'), conflict('2'), conflict('2'), conflict('1')]
    t.throws(() => act({ ...entry, conflicts }), {
      code: 'conflict-twice',
      particulars: { pointer: '/conflicts/2/unitCode' }
    })
  }
})

t.test('what the audit trail keeps of a change', async (t) => {
  const cases: [change: Parameters<typeof auditDetails>[0], kept: object][] = [
    [{ name: '李雷' }, { changed: ['name'] }],
    [
      { post: '科长', active: true },
      { changed: ['post'], active: true }
    ],
    [{ qualifications: [] }, { qualifications: [] }],
    [{ conflicts: [conflict('2202')] }, { conflictsWith: ['2202'] }],
    [{ conflicts: [] }, { conflictsWith: [] }]
  ]
  for (const [wanted, kept] of cases) t.strictSame(auditDetails(wanted), kept)
})
