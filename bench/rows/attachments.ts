import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Bench, emptyDatabase, type Row } from '../support/bench.ts'
import { folder } from '../support/places.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import { type Server, startPeer, startService } from '../support/server.ts'
import { bearer, dataDir, tokenOf } from '../support/tokens.ts'

/** A file of 40 MB, received, checked, sealed and on record, beside a server that hashes, encrypts and writes. */
export const attachments: Row = { name: 'attachments', measure }

const MB = 1024 * 1024
const SIZE = 40 * MB
const what = 'upload of an attachment, 40 MB'
const row = attachments.name

async function measure(bench: Bench): Promise<Line[]> {
  const { postgres, isQuick, say } = bench
  const database = 'bench_attachments'
  const home = folder('attachments')
  await postgres.create(database, await emptyDatabase(bench))
  await postgres.query(
    database,
    `insert into unit (code, path, name, level, valid_from) values ('22', '22', 'bench', 'province', '2020-01-01')`
  )
  const local = { ALLOW_LOCAL_ISSUER: 'true', DATA_DIR: dataDir, ATTACHMENT_STORE: home }
  const server = await startService({ DATABASE_URL: postgres.url(database), ...local })
  const peer = await startPeer('sealing', { FOLDER: home })
  try {
    const headers = bearer(await tokenOf('22', 'inspector'))
    const seconds = { ours: [] as number[], other: [] as number[] }
    for (let round = -1; round < (isQuick ? 5 : 21); round += 1) {
      const ours = await sending(server, headers)
      const other = await sending(peer, {})
      // The first round warms up.
      if (round < 0) continue
      seconds.ours.push(ours)
      seconds.other.push(other)
      say(
        `ours ${ours.toFixed(2)} s, other ${other.toFixed(2)} s, peak ${server.memory('peak').toFixed(0)} MB`
      )
    }
    const speed = { row, what: `${what}, beside bare`, ...seconds, otherName: 'bare', unit: 's' }
    return [
      compared({ ...speed, isInverse: true, bar: atLeast(0.2) }),
      alone(row, `${what}, peak memory`, [server.memory('peak')], atMost(180, 'MB'))
    ]
  } finally {
    await server.stop()
    await peer.stop()
    await postgres.drop(database)
    rmSync(home, { recursive: true })
  }
}

/** Seconds until a server has answered for a new file; its answer is checked. */
async function sending({ url }: Server, own: Record<string, string>): Promise<number> {
  const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(SIZE - 9)])
  const sha256 = createHash('sha256').update(file).digest('hex')
  const headers = {
    ...own,
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="scan.pdf"',
    'content-length': SIZE
  }
  const startedAt = performance.now()
  const { status, body } = await new Promise<{ status: number | undefined; body: string }>((done, fail) => {
    const sent = request(`${url}/v1/attachments`, { method: 'POST', headers })
    sent.on('error', fail)
    sent.on('response', (answer) =>
      text(answer).then((body) => done({ status: answer.statusCode, body }), fail)
    )
    sent.end(file)
  })
  const seconds = (performance.now() - startedAt) / 1000
  if (status !== 201 || !body.includes(sha256)) throw new Error(`an upload answered ${status}: ${body}`)
  return seconds
}
