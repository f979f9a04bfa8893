import t from 'tap'
import { allowedBy, faultOfUrl, isAllowed } from '../../src/webhooks/sending/addresses.ts'
import { type Lookup, send } from '../../src/webhooks/sending/send.ts'
import { answering, done, receiver } from '../examples/webhook.ts'

const nothing = allowedBy('', '')

t.test('public addresses only', async (t) => {
  for (const address of ['8.8.8.8', '101.6.6.6', '2400:3200::1', '172.32.0.1', '100.128.0.1'])
    t.ok(isAllowed(address, 'a.example', nothing), address)
  const refused = [
    ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '224.0.0.1', '239.1.1.1', '255.255.255.255'],
    ...['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '192.0.0.8', '192.88.99.1'],
    ...[
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '2001:db8::1',
      '2001::1',
      '2002:7f00:1::'
    ],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1'],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b::a00:1',
      '64:ff9b:1::a00:1',
      '3fff::1',
      'fec0::1',
      '100::1',
      'localhost',
      ''
    ]
  ]
  for (const address of refused) t.notOk(isAllowed(address, 'a.example', nothing), address)
})

t.test('what the operator allowed: networks by their addresses, hosts inside an organisation', async (t) => {
  const allowed = allowedBy('hooks.intra.cn, *.bi.intra.cn', '10.20.0.0/16,fd12::/48,127.0.0.0/8')
  t.ok(isAllowed('10.20.3.4', 'other.cn', allowed))
  t.notOk(isAllowed('10.21.3.4', 'other.cn', allowed))
  t.ok(isAllowed('fd12::5', 'other.cn', allowed))
  t.ok(isAllowed('127.0.0.1', 'other.cn', allowed))
  t.ok(isAllowed('192.168.1.1', 'hooks.intra.cn', allowed))
  t.ok(isAllowed('192.168.1.1', 'a.bi.intra.cn', allowed))
  t.notOk(isAllowed('192.168.1.1', 'bi.intra.cn', allowed))
  t.notOk(isAllowed('192.168.1.1', 'xhooks.intra.cn', allowed))
  t.notOk(isAllowed('169.254.169.254', 'hooks.intra.cn', allowed), 'a name opens no link-local address')
  t.notOk(isAllowed('::1', 'hooks.intra.cn', allowed), 'nor this machine')
  t.notOk(isAllowed('::ffff:192.168.1.1', 'hooks.intra.cn', allowed))
})

t.test('addresses as they are written', async (t) => {
  const bad = 'webhook-address-bad'
  const inside = 'webhook-address-private'
  const table: [url: string, fault: string | undefined][] = [
    ['https://hooks.example.cn/a?b=c', undefined],
    ['https://hooks.example.cn:8443/', undefined],
    ['https://8.8.8.8/', undefined],
    ['http://hooks.example.cn/', bad],
    ['http://8.8.8.8/', bad],
    ['ftp://hooks.example.cn/', bad],
    ['https://user@hooks.example.cn/', bad],
    ['https://user:word@hooks.example.cn/', bad],
    ['https://hooks.example.cn/#part', bad],
    ['https:\\\\hooks.example.cn\\', bad],
    ['https://hooks.example.cn/ a', bad],
    ['//hooks.example.cn/', bad],
    ['hooks.example.cn', bad],
    ['https://', bad],
    ['https://127.0.0.1/', inside],
    ['https://2130706433/', inside],
    ['https://0177.0.0.1/', inside],
    ['https://0x7f000001/', inside],
    ['https://0x7f.1/', inside],
    ['https://127.1/', inside],
    ['https://[::1]/', inside],
    ['https://[::ffff:127.0.0.1]/', inside],
    ['https://[::ffff:a00:1]/', inside],
    ['https://[64:ff9b::a00:1]/', inside],
    ['https://１２７.0.0.1/', inside],
    ['https://localhost/', inside],
    ['https://a.localhost./', inside]
  ]
  for (const [url, fault] of table) t.equal(faultOfUrl(url, nothing), fault, url)
  const allowed = allowedBy('hooks.intra.cn', '10.20.0.0/16')
  t.equal(faultOfUrl('http://hooks.intra.cn/', allowed), undefined)
  t.equal(faultOfUrl('http://10.20.0.1:8080/', allowed), undefined)
  t.equal(faultOfUrl('http://10.21.0.1/', allowed), inside)
  t.equal(faultOfUrl('http://other.intra.cn/', allowed), bad)
})

const message = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{}' })
const local = allowedBy('receiver.intra.cn', '127.0.0.1/32')

t.test('a name is judged by the address that is connected to, each time', async (t) => {
  const { url, received } = await receiver(t)
  const named = url.replace('127.0.0.1', 'receiver.intra.cn')
  const addresses = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2', '127.0.0.1'], ['::ffff:127.0.0.9']]
  const lookup: Lookup = (_host, _options, found) => {
    const all = addresses.shift() ?? []
    found(
      null,
      all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    )
  }
  const network = { allowed: local, lookup }
  t.same(await send(network, message(named)), { status: 204, error: null })
  t.same(await send(network, message(named)), { status: null, error: 'address' }, 'the name was bound again')
  t.same(await send(network, message(named)), { status: 204, error: null }, 'only the allowed one is used')
  t.same(await send(network, message(named)), { status: null, error: 'address' })
  t.same(await send(network, message(named)), { status: null, error: 'address' }, 'no address at all')
  t.equal(received.length, 2)
  t.same(
    await send({ allowed: nothing }, message(url)),
    { status: null, error: 'address' },
    'an address as such'
  )
})

t.test('no redirect is followed, no proxy used, and an endless answer is not read', async (t) => {
  const target = await receiver(t)
  const moved = await receiver(t, answering(307, { location: target.url }))
  t.same(await send({ allowed: local }, message(moved.url)), { status: 307, error: 'redirect' })
  t.equal(target.received.length, 0)
  process.env.http_proxy = 'http://127.0.0.1:9'
  process.env.NODE_USE_ENV_PROXY = '1'
  t.same(await send({ allowed: local }, message(target.url)), { status: 204, error: null })
  delete process.env.http_proxy
  delete process.env.NODE_USE_ENV_PROXY
  const closed: Promise<void>[] = []
  const endless = await receiver(t, (response) => {
    closed.push(new Promise((end) => response.on('close', () => end())))
    response.writeHead(200)
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more)
    }
    more()
  })
  t.same(await send({ allowed: local }, message(endless.url)), { status: 200, error: null })
  await closed[0]
  t.pass('the connection was closed')
})

t.test('kinds of failures', async (t) => {
  const network = { allowed: local, timeoutMs: 300 }
  const silent = await receiver(t, () => {})
  t.same(await send(network, message(silent.url)), { status: null, error: 'timeout' })
  const failing = await receiver(t, answering(500))
  t.same(await send(network, message(failing.url)), { status: 500, error: 'status' })
  const plain = await receiver(t, done)
  const encrypted = plain.url.replace('http:', 'https:')
  t.same(await send(network, message(encrypted)), { status: null, error: 'tls' })
  t.same(await send(network, message('http://127.0.0.1:1/')), { status: null, error: 'unreachable' })
  const cut = await receiver(t, (response) => response.destroy())
  t.same(await send(network, message(cut.url)), { status: null, error: 'unreachable' })
})
