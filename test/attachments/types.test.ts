import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { fileTypes, isAs, typeNamed } from '../../src/attachments/files/accepted.ts'
import { contentOf } from '../../src/attachments/files/detect.ts'
import { dispositionOf, nameIn } from '../../src/attachments/files/names.ts'
import { partOf } from '../../src/attachments/files/ranges.ts'
import { files } from '../examples/files.ts'
import { spooled } from '../support/spooled.ts'

t.test('each type is told by its content, and by no other name', async (t) => {
  t.same(Object.keys(files), fileTypes, 'a small file of each type')
  for (const [type, content] of Object.entries(files)) {
    const file = await spooled(content)
    const found = await contentOf(file)
    const fitting = fileTypes.filter((named) => isAs(named, found))
    t.same(fitting, type === 'txt' || type === 'csv' ? ['txt', 'csv'] : [type], `${type} is ${found}`)
    t.equal(
      createHash('sha256')
        .update(await buffer(file.stream()))
        .digest('hex'),
      file.digest,
      'still whole'
    )
    await file.close()
  }
})

t.test('what is none of the types', async (t) => {
  const rejected: Record<string, Buffer> = {
    'a program': Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'),
    'a plain archive': Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
    'a gif': Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
    'text with a control character': Buffer.from('a\u0000b'),
    'bytes without any order': Buffer.from('80ff81fe0001', 'hex'),
    'a script with a mark': Buffer.from('\u007fxyz')
  }
  for (const [name, content] of Object.entries(rejected)) {
    const file = await spooled(content)
    const found = await contentOf(file)
    t.same(
      fileTypes.filter((type) => isAs(type, found)),
      [],
      `${name} is ${found}`
    )
    await file.close()
  }
})

t.test('text in GB18030 is text', async (t) => {
  const file = await spooled(Buffer.from('d0d5c3fb2cbdf0b6ee0a', 'hex'))
  t.equal(await contentOf(file), 'text')
  await file.close()
})

t.test('the type that a name claims', async (t) => {
  const claimed = {
    '照片.JPG': 'jpg',
    'a.jpeg': 'jpg',
    'a.heif': 'heic',
    '报告.docx.pdf': 'pdf',
    'a.zip': undefined,
    pdf: undefined,
    'a.': undefined,
    'a.constructor': undefined
  }
  for (const [name, type] of Object.entries(claimed)) t.equal(typeNamed(name), type, name)
})

t.test('names in headers', async (t) => {
  const latin = Buffer.from('照片.jpg').toString('latin1')
  const names = {
    "attachment; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg": '照片.jpg',
    "attachment; filename=x.jpg; filename*=utf-8'zh'%E7%85%A7.jpg": '照.jpg',
    'attachment; filename="a b.pdf"': 'a b.pdf',
    'inline; FILENAME=a.pdf': 'a.pdf',
    [`attachment; filename="${latin}"`]: '照片.jpg',
    'attachment; filename="C:\\\\Users\\\\x\\\\a.pdf"': 'a.pdf',
    'attachment; filename="../../etc/passwd.txt"': 'passwd.txt',
    "attachment; filename*=UTF-8''a%E2%80%AEfdp.txt": 'afdp.txt',
    "attachment; filename*=UTF-8''%FF.pdf": undefined,
    'attachment; filename=""': undefined,
    'attachment; filename=".."': undefined,
    attachment: undefined,
    [`attachment; filename=${'x'.repeat(197)}.pdf`]: undefined
  }
  for (const [header, name] of Object.entries(names)) t.equal(nameIn(header), name, header)
  t.equal(nameIn(undefined), undefined)
})

t.test('a download has a safe name', async (t) => {
  t.equal(
    dispositionOf("照片'(1)*.jpg"),
    'attachment; filename="attachment.jpg"; filename*=UTF-8\'\'%E7%85%A7%E7%89%87%27%281%29_.jpg'
  )
})

t.test('parts of a file', async (t) => {
  const etag = '"x"'
  const parts = {
    'bytes=0-9': { from: 0, to: 10 },
    'bytes=90-': { from: 90, to: 100 },
    'bytes=-10': { from: 90, to: 100 },
    'bytes=-1000': { from: 0, to: 100 },
    'bytes=99-1000': { from: 99, to: 100 },
    'bytes=100-': 'outside',
    'bytes=-0': 'outside',
    'bytes=9-8': 'whole',
    'bytes=-': 'whole',
    'bytes=0-1,3-4': 'whole',
    'lines=0-1': 'whole',
    '': 'whole'
  }
  for (const [range, part] of Object.entries(parts)) t.same(partOf({ range }, 100, etag), part, range)
  t.same(partOf({}, 100, etag), 'whole')
  t.same(partOf({ range: 'bytes=0-9', 'if-range': etag }, 100, etag), { from: 0, to: 10 })
  t.same(partOf({ range: 'bytes=0-9', 'if-range': '"y"' }, 100, etag), 'whole', 'of another version')
  t.same(partOf({ range: 'bytes=0-9', 'if-range': 'Mon, 02 Mar 2026 01:00:00 GMT' }, 100, etag), 'whole')
})
