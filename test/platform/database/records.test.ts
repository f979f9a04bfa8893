import { sql } from 'kysely'
import t from 'tap'
import { present } from '../../../src/platform/database/present.ts'
import { columnsOf, insertRecord, updateRecord } from '../../../src/platform/database/records.ts'
import '../../../src/interviews/tables.ts'
import { numbered } from '../../../src/platform/work/numbering.ts'
import type { Work } from '../../../src/platform/work/work.ts'
import { testService } from '../../support/service.ts'

const id = '01957c00-0000-7000-8000-000000000001'
const row = {
  id,
  unitCode: '22',
  path: '22',
  targetCode: '2201',
  targetPath: '22.2201',
  reason: '整改不力',
  calledFor: '2026-03-09',
  calledAt: '2026-03-02T01:00:00Z',
  calledBy: 'someone'
}

t.test('a record is written by the names of the wire, and a number is counted with it', async (t) => {
  const { db } = (await testService(t)).context
  await db.transaction().execute(async (tx) => {
    const { first, number } = numbered('interview', '22', 2026)
    await insertRecord(tx, 'interview', { ...row, number }, first)
    await updateRecord({ tx, now: new Date('2026-03-03T01:00:00Z') } as Work, 'interview', id, {
      reason: '整改仍不力'
    })
    const found = await tx
      .selectFrom('interview')
      .select(columnsOf('interview', ['number', 'reason', 'state', 'version', 'minutes']))
      .where('id', '=', sql<string>`${id}`)
      .executeTakeFirst()
    const expected = { number: '22-2026-000001', reason: '整改仍不力', state: 'called', version: 2 }
    t.strictSame({ ...present(found) }, { ...expected, minutes: null })
  })
})

t.test('what belongs to no column, or is missing, does not compile', (t) => {
  const nothing = null as never
  const calls = () => {
    // @ts-expect-error there is no column colour
    void insertRecord(nothing, 'interview', { ...row, number: '1', colour: 'red' })
    // @ts-expect-error the number is missing
    void insertRecord(nothing, 'interview', row)
    // @ts-expect-error the reason is a text
    void insertRecord(nothing, 'interview', { ...row, number: '1', reason: 1 })
  }
  t.type(calls, 'function')
  t.end()
})

t.test('a row that must be there', (t) => {
  t.equal(present(0), 0)
  t.throws(() => present(undefined), /must be there/)
  t.end()
})
