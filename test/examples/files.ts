import { strToU8, zipSync } from 'fflate'
import type { CallOptions, TestService } from '../support/service.ts'

/** A box of the ISO base media format. */
function box(type: string, ...parts: (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  const head = Buffer.alloc(4)
  head.writeUInt32BE(content.length + 8)
  return Buffer.concat([head, Buffer.from(type), content])
}

function zip(parts: Record<string, string>): Buffer {
  const files = Object.entries(parts).map(([name, text]) => [name, [strToU8(text), { level: 0 }]] as const)
  return Buffer.from(zipSync(Object.fromEntries(files) as never))
}

function office(part: string, type: string): Buffer {
  const types =
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>` +
    '</Types>'
  return zip({ '[Content_Types].xml': types, [part]: '<x/>' })
}

const zero4 = Buffer.alloc(4)

/** A small file of each accepted type. */
export const files = {
  pdf: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  docx: office('word/document.xml', 'wordprocessingml.document'),
  xlsx: office('xl/workbook.xml', 'spreadsheetml.sheet'),
  odt: zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
  ofd: zip({ 'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>', 'Doc_0/Document.xml': '<x/>' }),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64'
  ),
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  heic: Buffer.concat([box('ftyp', 'heic', zero4, 'mif1heic'), box('meta', zero4), box('mdat', 'x')]),
  mp3: Buffer.concat([
    Buffer.from('494433030000000000 00'.replace(' ', ''), 'hex'),
    Buffer.from('fffb9000', 'hex'),
    Buffer.alloc(413)
  ]),
  amr: Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(32, 0x3c)]),
  mp4: Buffer.concat([box('ftyp', 'isom', zero4, 'isomiso2mp41'), box('mdat', 'x')]),
  txt: Buffer.from('现场检查记录：已张贴公示。\n'),
  csv: Buffer.from('姓名,金额\n某人,685.50\n')
} as const

/** The header with the name of a file. */
export function named(name: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }
}

type Uploading = Omit<CallOptions, 'raw' | 'body'>

/** Uploads a file as the body of a request. */
export function upload(
  { call }: TestService,
  query: string,
  name: string,
  raw: Buffer | string,
  as: Uploading = {}
) {
  const headers = { ...named(name), ...as.headers }
  return call('POST', `/v1/attachments${query}`, { type: 'application/octet-stream', ...as, raw, headers })
}
