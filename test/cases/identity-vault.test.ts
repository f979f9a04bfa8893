import t from 'tap'
import { SealBroken, type Sealed } from '../../src/cases/identity/vault.ts'
import { createVault } from '../../src/cases/index.ts'
import { sealedByItself } from './sealed-before.ts'

const [present, previous, other] = ['present', 'previous', 'other'].map((name) => name.repeat(8)) as [
  string,
  string,
  string
]
const [first, second] = ['019cac0f-2680-7000-8000-000000000001', '019cac0f-2680-7000-8000-000000000002']
const identity = { name: '王秀兰', phone: '13844012345', representatives: [{ name: '李明' }] }

t.test('what was sealed is opened again, and says nothing by itself', async (t) => {
  const vault = createVault([present])
  const sealed = vault.seal(first, identity)
  t.strictSame(vault.open(first, sealed), identity)
  t.equal(sealed.keyId, vault.keyId)
  t.match(vault.keyId, /^[0-9a-f]{16}$/)
  for (const word of ['王秀兰', '13844012345', present]) t.notOk(sealed.content.includes(word), word)
  t.notSame(vault.seal(first, identity).content, sealed.content, 'the same twice does not look the same')
})

t.test('it is bound to its case', async (t) => {
  const vault = createVault([present])
  const sealed = vault.seal(first, identity)
  t.throws(() => vault.open(second, sealed), /authentication/)
})

t.test('a changed bit is found, wherever it lies', async (t) => {
  const vault = createVault([present])
  const sealed = vault.seal(first, identity)
  for (const part of ['content', 'wrapped'] as const) {
    const whole = sealed[part] as Buffer
    for (const place of [0, 11, 12, 20, whole.length - 17, whole.length - 16, whole.length - 1]) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] as number) ^ 1
      t.throws(
        () => vault.open(first, { ...sealed, [part]: changed }),
        SealBroken,
        `byte ${place} of ${part}`
      )
    }
    for (const length of [whole.length - 1, 30, 28, 27, 5, 0]) {
      const short = whole.subarray(0, length)
      t.throws(
        () => vault.open(first, { ...sealed, [part]: short }),
        SealBroken,
        `${length} bytes of ${part}`
      )
    }
  }
})

t.test('a key belongs to one case and one content', async (t) => {
  const vault = createVault([present])
  const [one, other] = [vault.seal(first, identity), vault.seal(second, identity)]
  const again = vault.seal(first, identity)
  t.notSame(one.wrapped, again.wrapped, 'each sealing has a key of its own')
  for (const mixed of [
    { ...one, wrapped: other.wrapped },
    { ...one, wrapped: again.wrapped },
    { ...one, wrapped: null },
    { ...one, content: other.content }
  ]) {
    t.throws(() => vault.open(first, mixed), SealBroken)
  }
})

t.test('what was sealed before there were keys of cases still opens, and gets one', async (t) => {
  const old = sealedByItself(previous, first, identity)
  const both = createVault([present, previous])
  t.strictSame(both.open(first, old), identity)
  t.throws(() => both.open(second, old), SealBroken)
  const fresh = both.rewrap(first, old) as Sealed
  t.strictSame(createVault([present]).open(first, fresh), identity, 'the previous key is not needed any more')
  t.ok(fresh.wrapped)
})

t.test('rewrapping changes the key, not the content', async (t) => {
  const sealed = createVault([previous]).seal(first, identity)
  const fresh = createVault([present, previous]).rewrap(first, sealed) as Sealed
  t.same(fresh.content, sealed.content)
  t.notSame(fresh.wrapped, sealed.wrapped)
  t.strictSame(createVault([present]).open(first, fresh), identity)
  t.equal(createVault([other]).rewrap(first, sealed), undefined)
})

t.test('another key does not open it, and the one before does', async (t) => {
  const sealed = createVault([previous]).seal(first, identity)
  t.equal(createVault([other]).open(first, sealed), undefined)
  t.throws(() => {
    const vault = createVault([other])
    return vault.open(first, { ...sealed, keyId: vault.keyId })
  }, /authentication/)
  const both = createVault([present, previous])
  t.strictSame(both.open(first, sealed), identity)
  t.equal(both.seal(first, identity).keyId, createVault([present]).keyId, 'the first one seals')
  t.same(both.keyIds, [createVault([present]).keyId, createVault([previous]).keyId])
  t.throws(() => createVault([]), /no key/)
})
