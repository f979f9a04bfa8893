import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { files, upload } from '../examples/files.ts'
import { refused } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { env: { ATTACHMENT_STRIP_POSITION: 'true' } })
const plain = await testService(t)
const county = person('220202')
const LATITUDE = [43, 1, 53, 1, 4242, 100]

/** Exif with a make, a place, and a thumbnail directory behind it. */
function exif(isLittle: boolean, change: (bytes: Buffer) => void = () => {}): Buffer {
  const bytes = Buffer.alloc(160)
  const u16 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const u32 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    u16(tag, at)
    u16(type, at + 2)
    u32(count, at + 4)
    u32(value, at + 8)
  }
  bytes.write(isLittle ? 'II' : 'MM', 0)
  u16(42, 2)
  u32(8, 4)
  u16(3, 8)
  entry(10, 0x010f, 2, 8, 120)
  entry(22, 0x8825, 4, 1, 60)
  entry(34, 0x9003, 2, 8, 130)
  u32(140, 46)
  u16(2, 60)
  entry(62, 1, 2, 2, 0)
  bytes.write('N', 70)
  entry(74, 2, 5, 3, 92)
  for (const [n, value] of LATITUDE.entries()) u32(value, 92 + n * 4)
  bytes.write('Camera\0\0', 120)
  bytes.write('2026:03', 130)
  u16(1, 140)
  entry(142, 0x0103, 3, 1, 6)
  change(bytes)
  return bytes
}

const xmp = (latitude: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="${latitude}" xmp:CreateDate="2026-03-02"` +
  ` drone-dji:GpsLongtitude='125.35'><exif:GPSLongitude>125,21.0E</exif:GPSLongitude></rdf:Description></x:xmpmeta>`

function segment(mark: number, ...parts: (string | Buffer)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const head = Buffer.from([0xff, mark, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
const jpeg = (...segments: Buffer[]) =>
  Buffer.concat([
    files.jpg.subarray(0, 20),
    ...segments,
    segment(0xda, Buffer.alloc(10)),
    Buffer.alloc(1_200_000, 0x55),
    Buffer.from('ffd9', 'hex')
  ])

function chunk(type: string, data: Buffer | string): Buffer {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(data as string)])
  const [head, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  head.writeUInt32BE(body.length - 4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, sum])
}
const png = (...chunks: Buffer[]) =>
  Buffer.concat([files.png.subarray(0, 33), ...chunks, files.png.subarray(33)])

const numbers = (isLittle: boolean) => exif(isLittle).subarray(92, 116)

async function stored(t: Test, name: string, content: Buffer): Promise<Buffer> {
  const made = ok(await upload(service, '', name, content, { as: county }))
  const headers = { authorization: `Bearer ${await service.token(county)}` }
  const { rawPayload } = await service.app.inject({ url: `/v1/attachments/${made.id}/content`, headers })
  t.equal(rawPayload.length, content.length, 'the length stays')
  t.equal(made.sha256, createHash('sha256').update(rawPayload).digest('hex'), 'the sum is of what is stored')
  return rawPayload
}

for (const isLittle of [true, false]) {
  const order = isLittle ? 'least byte first' : 'highest byte first'
  t.test(`a JPEG with two pictures, ${order}`, async (t) => {
    const mark = 'Exif\0\0'
    const content = jpeg(
      segment(0xe1, mark, exif(isLittle)),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp('43,53.7N'))
    )
    const two = Buffer.concat([content, jpeg(segment(0xe1, mark, exif(isLittle)))])
    const found = await stored(t, '照片.jpg', two)
    t.notOk(found.includes(numbers(isLittle)))
    for (const word of ['43,53.7N', '125,21.0E', '125.35']) t.notOk(found.includes(word), word)
    for (const word of ['Camera', '2026:03', 'xmp:CreateDate="2026-03-02"', '</exif:GPSLongitude>'])
      t.ok(found.includes(word), word)
    const at = found.indexOf(mark) + 6
    const u16 = (place: number) =>
      isLittle ? found.readUInt16LE(at + place) : found.readUInt16BE(at + place)
    t.same([u16(8), u16(10), u16(22)], [2, 0x010f, 0x9003], 'the entry is gone, the others moved up')
    t.equal(isLittle ? found.readUInt32LE(at + 34) : found.readUInt32BE(at + 34), 140, 'the next directory')
  })

  t.test(`a PNG, ${order}`, async (t) => {
    const profile = deflateSync(Buffer.from(`\nexif\n 160\n${exif(isLittle).toString('hex')}\n`))
    const content = png(
      chunk('eXIf', exif(isLittle)),
      chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmp('43,53.7N')}`),
      chunk('tEXt', 'Title\0现场'),
      chunk('zTXt', Buffer.concat([Buffer.from('Raw profile type exif\0\0'), profile]))
    )
    const found = await stored(t, '照片.png', content)
    t.notOk(found.includes(numbers(isLittle)))
    t.notOk(found.includes(profile))
    for (const word of ['43,53.7N', '125,21.0E']) t.notOk(found.includes(word), word)
    for (const word of ['Camera', 'xmp:CreateDate', 'Title\0现场']) t.ok(found.includes(word), word)
    for (let at = 8; at < found.length; ) {
      const length = found.readUInt32BE(at)
      t.equal(
        found.readUInt32BE(at + 8 + length),
        crc32(found.subarray(at + 4, at + 8 + length)),
        'the checksum'
      )
      at += 12 + length
    }
  })
}

t.test('a HEIC, with and without the mark', async (t) => {
  for (const mark of ['Exif\0\0', '']) {
    const found = await stored(
      t,
      '照片.heic',
      Buffer.concat([files.heic, Buffer.from(`\0\0\0\x06${mark}`), exif(false)])
    )
    t.notOk(found.includes(numbers(false)), mark)
    t.ok(found.includes('Camera'))
  }
})

t.test('without a place, and without the setting, a file stays as it is', async (t) => {
  const content = jpeg(segment(0xe1, 'Exif\0\0', exif(true)))
  const kept = ok(await upload(plain, '', '照片.jpg', content, { as: county }))
  t.equal(kept.sha256, createHash('sha256').update(content).digest('hex'))
  for (const [type, bytes] of Object.entries(files)) t.same(await stored(t, `a.${type}`, bytes), bytes, type)
})

t.test('metadata that cannot be read is refused', async (t) => {
  const broken = {
    'a directory that leads to itself': exif(true, (bytes) => bytes.writeUInt32LE(8, 46)),
    'a directory beyond the file': exif(true, (bytes) => bytes.writeUInt32LE(0x7fffffff, 4)),
    'a place beyond the file': exif(true, (bytes) => bytes.writeUInt32LE(0x7fffffff, 30)),
    'a value of an unknown type': exif(true, (bytes) => bytes.writeUInt16LE(99, 76)),
    'a value beyond the file': exif(true, (bytes) => bytes.writeUInt32LE(0x7fffffff, 82)),
    'too many entries': exif(true, (bytes) => bytes.writeUInt16LE(60_000, 8))
  }
  const is: [number, string] = [422, 'attachment-position-unreadable']
  const headers = (type: string) => ({ 'content-disposition': `attachment; filename="a.${type}"` })
  const cases = Object.entries(broken).flatMap(([name, bytes]) => [
    [`${name}, in a JPEG`, { raw: jpeg(segment(0xe1, 'Exif\0\0', bytes)), headers: headers('jpg'), is }],
    [`${name}, in a PNG`, { raw: png(chunk('eXIf', bytes)), headers: headers('png'), is }]
  ])
  const cut = png(chunk('eXIf', exif(true))).subarray(0, -6)
  const open = jpeg(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', 'exif:GPSLatitude="43'))
  const others = {
    'a PNG that ends within a chunk': { raw: cut, headers: headers('png'), is },
    'XMP that ends within a place': { raw: open, headers: headers('jpg'), is }
  }
  const usual = {
    method: 'POST',
    url: '/v1/attachments',
    as: county,
    type: 'application/octet-stream'
  } as const
  await refused(t, service, usual, { ...Object.fromEntries(cases), ...others })
})
