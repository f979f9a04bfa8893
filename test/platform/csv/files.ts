import { Readable } from 'node:stream'
import { type CsvFile, readCsv } from '../../../src/platform/csv/read.ts'
import type { Column, TableColumns } from '../../../src/platform/table/columns.ts'
import { TableReader } from '../../../src/platform/table/reader.ts'

const column = (name: string, zh: string, isRequired: boolean): Column => ({
  name,
  kind: 'text',
  isRequired,
  zh,
  en: name,
  aliases: [],
  example: ''
})

export const columns: TableColumns = {
  columns: [column('code', '代码', true), column('name', '名称', true), column('note', '备注', false)]
}

export interface Read {
  rows: { line: number; cells: string[] }[]
  /** Faults as `code line column`. */
  faults: string[]
  ignored: readonly string[]
}

/** Reads a file as the service does, in chunks of `size` bytes. */
export async function read(
  file: string | Buffer,
  options: Partial<CsvFile> & { size?: number } = {}
): Promise<Read> {
  const bytes = Buffer.from(file)
  const { size = bytes.length || 1, charset = 'utf-8' } = options
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_one, n) =>
    bytes.subarray(n * size, (n + 1) * size)
  )
  const rows: Read['rows'] = []
  const faults: string[] = []
  const tell = ({ code, line, column }: { code: string; line?: number; column?: string }) =>
    faults.push([code, line, column].filter((one) => one !== undefined).join(' '))
  const onRow = (row: Read['rows'][number]) => {
    rows.push(row)
    return undefined
  }
  const stream = options.stream ?? Readable.from(chunks, { objectMode: false })
  const reader = new TableReader(columns, { onRow, onFault: tell })
  await readCsv({ stream, charset }, columns, reader)
  const { broken, ignored } = reader.end()
  for (const one of broken) tell(one)
  return { rows, faults, ignored }
}

/** Characters of two bytes in GB 18030, found by decoding all of them. */
const gb = new Map<string, Buffer>()
const decoder = new TextDecoder('gb18030', { fatal: true })
for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) {
    const bytes = Buffer.from([first, second])
    try {
      const sign = decoder.decode(bytes)
      if ([...sign].length === 1) gb.set(sign, bytes)
    } catch {
      // no such character
    }
  }
}
gb.set('𠮷', Buffer.from('9534b235', 'hex'))
gb.set('\ufeff', Buffer.from('84319533', 'hex'))

export function inGb18030(text: string): Buffer {
  return Buffer.concat([...text].map((sign) => gb.get(sign) ?? Buffer.from(sign, 'ascii')))
}
