import { sql } from 'kysely'
import t from 'tap'
import { createVault, resealIdentities } from '../../src/cases/index.ts'
import { casesOf, reader } from '../examples/case.ts'
import { testService } from '../support/service.ts'
import { sealedByItself } from './sealed-before.ts'

const [old, fresh] = ['the key before, long enough to count', 'the key of today, long enough to count']
const service = await testService(t, {
  vault: createVault([fresh, old]),
  env: { IDENTITY_OPENINGS_PER_DAY: '1000000' }
})
const { submit, open } = casesOf(service)
const { call } = service
const { db } = service.database.owner
const named = (n: number) => ({ reporter: { name: `信访人${n}`, phone: '13844012345' } })

/** Seals as an instance that has the old key only. */
async function sealedBefore(caseId: string, n: number): Promise<void> {
  const vault = createVault([old])
  const { reporter } = named(n)
  // Every other one from before there were keys of cases.
  const sealed = n % 2 === 0 ? vault.seal(caseId, reporter) : sealedByItself(old, caseId, reporter)
  await db
    .updateTable('case_reporter')
    .set({ key_id: sealed.keyId, wrapped: sealed.wrapped, sealed: sealed.content })
    .where('case_id', '=', caseId)
    .execute()
}

t.test('identities are sealed again while cases come in and are opened', async (t) => {
  const before: string[] = []
  for (let n = 0; n < 40; n += 1) {
    const { body } = await submit(named(n))
    await sealedBefore(body.id, n)
    before.push(body.id)
  }
  // More of them than one batch takes.
  await sql`
    insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
      deciding_unit_code, category, summary, anonymous, created_at, created_by)
    select uuid_v7(), 'x' || n, 'appeal', 'hotline', now(), '2202', '22.2202', '2202', '2202', 'other', 'x',
      false, now(), 'x'
    from generate_series(1, 1200) n`.execute(db)
  const many = await db.selectFrom('petition_case').select('id').where('unit_code', '=', '2202').execute()
  const vault = createVault([old])
  const rows = many.map(({ id }) => {
    const { keyId, wrapped, content } = vault.seal(id, { name: '甲' })
    return { case_id: id, key_id: keyId, wrapped, sealed: content }
  })
  await db.insertInto('case_reporter').values(rows).execute()
  const told: [number, number][] = []
  const tell = (done: number, total: number) => told.push([done, total])
  let isOver = false
  const coming = (async () => {
    const ids: string[] = []
    while (!isOver) ids.push((await submit(named(ids.length + 1000))).body.id)
    return ids
  })()
  const looking = (async () => {
    let times = 0
    for (; !isOver; times += 1) {
      const n = times % before.length
      const { body } = await open(before[n] as string, reader('22'))
      if (body.name !== `信访人${n}`) t.equal(body.name, `信访人${n}`)
    }
    return times
  })()
  // Two at once share the work between them.
  const both = createVault([fresh, old])
  const results = await Promise.all([1, 2].map(() => resealIdentities(db, both, tell)))
  isOver = true
  const [since, times] = [await coming, await looking]
  t.ok(since.length > 0 && times > 0, `${since.length} came in, ${times} were opened meanwhile`)
  t.equal(
    results.reduce((sum, { done }) => sum + done, 0),
    1240,
    'each was sealed again once'
  )
  t.ok(told.every(([done, total]) => done <= total))
  const only = createVault([fresh])
  t.same(
    await resealIdentities(db, only, tell),
    { done: 0, left: 0, broken: [] },
    'the old key is not needed any more'
  )
  const all = await db.selectFrom('case_reporter').selectAll().execute()
  t.equal(all.length, 1240 + since.length)
  for (const { case_id, key_id, wrapped, sealed } of all) {
    if (only.open(case_id, { keyId: key_id, wrapped, content: sealed })?.name === undefined) t.fail(case_id)
  }
  for (const [n, id] of before.entries()) t.equal((await open(id, reader('22'))).body.name, `信访人${n}`)
})

t.test('broken off at one that cannot be opened, it keeps what it did and goes on later', async (t) => {
  const { body: one } = await submit(named(1))
  const lostVault = createVault(['a key that is lost for ever, with its paper'])
  const { keyId, wrapped, content } = lostVault.seal(one.id, { name: '乙' })
  await db
    .updateTable('case_reporter')
    .set({ key_id: keyId, wrapped, sealed: content })
    .where('case_id', '=', one.id)
    .execute()
  const lost = `case ${one.id} was sealed under key ${keyId}, which is not given`
  await t.rejects(
    resealIdentities(db, createVault([fresh, old]), () => {}),
    new RegExp(lost)
  )
  const found = await resealIdentities(
    db,
    createVault([fresh, 'a key that is lost for ever, with its paper']),
    () => {}
  )
  t.same(found, { done: 1, left: 0, broken: [] })
})

t.test('one that was changed in the database is told, and does not keep the others', async (t) => {
  const ids: string[] = []
  for (const n of [1, 2, 3]) ids.push((await submit(named(n))).body.id)
  const [, changed] = ids as [string, string]
  for (const [n, id] of ids.entries()) await sealedBefore(id, n)
  await db
    .updateTable('case_reporter')
    .set({ sealed: sql<Buffer>`set_byte(sealed, 20, get_byte(sealed, 20) # 1)` })
    .where('case_id', '=', changed)
    .execute()
  const found = await resealIdentities(db, createVault([fresh, old]), () => {})
  t.same(found, { done: 2, left: 0, broken: [changed] })
})

t.test('older backups stay closed once the identity key was changed and the old one destroyed', async (t) => {
  const { body: one } = await submit(named(7))
  await sealedBefore(one.id, 8)
  const rows = db.selectFrom('case_reporter').selectAll().where('case_id', '=', one.id)
  const backup = await rows.executeTakeFirstOrThrow()
  await resealIdentities(db, createVault([fresh, old]), () => {})
  const later = await rows.executeTakeFirstOrThrow()
  const put = (row: typeof backup) => db.updateTable('case_reporter').set(row).where('case_id', '=', one.id)
  const sealedOf = ({ key_id, wrapped, sealed }: typeof backup) => ({
    keyId: key_id,
    wrapped,
    content: sealed
  })
  t.equal(
    createVault([old]).open(one.id, sealedOf(backup))?.name,
    '信访人8',
    'with the old key it would open'
  )
  t.equal(createVault([fresh]).open(one.id, sealedOf(backup)), undefined, 'without it nothing does')
  t.throws(
    () => createVault([fresh]).open(one.id, { ...sealedOf(backup), keyId: later.key_id }),
    /authentication/,
    'nor under the name of the present key'
  )
  const asked = await call('POST', `/v1/cases/${one.id}/erase-identity`, {
    as: reader('220102'),
    body: { reason: '信访人申请删除' }
  })
  t.equal(asked.status, 200)
  const leader = { unit: '2201', roles: ['leader' as const], sub: 'leader 2201' }
  t.equal((await call('POST', `/v1/cases/${one.id}/confirm-erasure`, { as: leader })).status, 200)
  t.same(await rows.execute(), [], 'key and content are gone')
  // Put back from the backup, by somebody who can write to the database.
  await db.insertInto('case_reporter').values(backup).execute()
  t.match(await open(one.id, reader('22')), { status: 409, body: { code: 'identity-erased' } })
  await db.updateTable('petition_case').set({ identity_erased_on: null }).where('id', '=', one.id).execute()
  const destroyed = createVault([fresh])
  t.equal(destroyed.open(one.id, sealedOf(backup)), undefined)
  // A copy from after the change needs the present key, which is changed and destroyed in its turn.
  await put(later).execute()
  t.equal(createVault(['the key after, long enough to count']).open(one.id, sealedOf(later)), undefined)
})
