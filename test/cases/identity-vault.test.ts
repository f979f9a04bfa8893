import t from 'tap'
import { createVault } from '../../src/cases/index.ts'

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
  t.throws(() => vault.open(second, sealed), /authenticate/)
})

t.test('a changed bit is found, wherever it lies', async (t) => {
  const vault = createVault([present])
  const { keyId, content } = vault.seal(first, identity)
  for (const place of [0, 11, 12, 20, content.length - 17, content.length - 16, content.length - 1]) {
    const changed = Buffer.from(content)
    changed[place] = (changed[place] as number) ^ 1
    t.throws(() => vault.open(first, { keyId, content: changed }), /authenticate/, `byte ${place}`)
  }
  for (const short of [content.subarray(0, -1), content.subarray(0, 30), content.subarray(0, 5)]) {
    t.throws(() => vault.open(first, { keyId, content: short }), `${short.length} bytes`)
  }
})

t.test('another key does not open it, and the one before does', async (t) => {
  const sealed = createVault([previous]).seal(first, identity)
  t.equal(createVault([other]).open(first, sealed), undefined)
  t.throws(() => {
    const vault = createVault([other])
    return vault.open(first, { ...sealed, keyId: vault.keyId })
  }, /authenticate/)
  const both = createVault([present, previous])
  t.strictSame(both.open(first, sealed), identity)
  t.equal(both.seal(first, identity).keyId, createVault([present]).keyId, 'the first one seals')
  t.same(both.keyIds, [createVault([present]).keyId, createVault([previous]).keyId])
  t.throws(() => createVault([]), /no key/)
})
