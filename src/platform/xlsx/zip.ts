import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive, whose content is read once, when its turn has come. */
export interface Entry {
  name: string
  content: AsyncIterable<string> | Iterable<string>
}

/** What the end of an archive tells of a file in it. */
interface Written {
  name: Buffer
  offset: number
  crc: number
  packed: number
  size: number
}

const VERSION = 20
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** The first day that the format knows, so that the same content gives the same bytes. */
const DAY = 0x21

/** A ZIP archive as it is written, file by file: nothing is held but what its end must tell. */
export async function* zipped(entries: AsyncIterable<Entry> | Iterable<Entry>): AsyncGenerator<Buffer> {
  const done: Written[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const one: Written = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 }
    const head = headOf(one)
    yield head
    const deflate = createDeflateRaw()
    pipeline(Readable.from(counted(content, one), { objectMode: false }), deflate, () => {})
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      one.packed += chunk.length
      yield chunk
    }
    const descriptor = numbers([4, 0x08074b50], [4, one.crc], [4, one.packed], [4, one.size])
    yield descriptor
    offset += head.length + one.packed + descriptor.length
    done.push(one)
  }
  const directory = Buffer.concat(done.map(listed))
  const counts: Sized[] = [
    [2, 0],
    [2, 0],
    [2, done.length],
    [2, done.length]
  ]
  yield directory
  yield numbers([4, 0x06054b50], ...counts, [4, directory.length], [4, offset], [2, 0])
}

async function* counted(content: Entry['content'], one: Written): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    one.crc = crc32(bytes, one.crc)
    one.size += bytes.length
    yield bytes
  }
}

/** What stands before a file: its sizes come after it. */
function headOf({ name }: Written): Buffer {
  const sizes: Sized[] = [
    [4, 0],
    [4, 0],
    [4, 0]
  ]
  return Buffer.concat([numbers([4, 0x04034b50], ...manner, ...sizes, [2, name.length], [2, 0]), name])
}

const manner: readonly Sized[] = [
  [2, VERSION],
  [2, FLAGS],
  [2, DEFLATED],
  [2, 0],
  [2, DAY]
]

/** A file as the end of the archive lists it. */
function listed({ name, offset, crc, packed, size }: Written): Buffer {
  const sizes: Sized[] = [
    [4, crc],
    [4, packed],
    [4, size],
    [2, name.length]
  ]
  const nothing: Sized[] = [
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0]
  ]
  return Buffer.concat([
    numbers([4, 0x02014b50], [2, VERSION], ...manner, ...sizes, ...nothing, [4, offset]),
    name
  ])
}

/** A number, and the bytes it takes. */
type Sized = readonly [bytes: 2 | 4, value: number]

function numbers(...list: readonly Sized[]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of list) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}
