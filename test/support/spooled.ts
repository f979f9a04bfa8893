import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromStart, type Spooled } from '../../src/platform/http/limits/spool.ts'

/** A body as it is after it was spooled; to be closed by the test. */
export async function spooled(content: Buffer, signal = new AbortController().signal): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'spooled-'))
  const file = await open(join(folder, 'body'), 'wx+')
  await rm(folder, { recursive: true })
  await file.write(content)
  return {
    fd: file.fd,
    bytes: content.length,
    digest: createHash('sha256').update(content).digest('hex'),
    signal,
    abort: () => {},
    outlast: () => {},
    stream: () => fromStart(file, signal),
    read: async (position, length) => content.subarray(position, position + length),
    close: () => file.close()
  }
}
