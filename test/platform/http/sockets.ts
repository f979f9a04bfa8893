import { connect } from 'node:net'

export interface RawAnswer {
  status: number
  headers: string
  body: string
  seconds: number
}

/** Writes bytes on a bare connection and gives what comes back until the service closes it. */
export function talk(address: string, ...parts: (string | Buffer)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(address)
  const begun = performance.now()
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname)
    const chunks: Buffer[] = []
    socket.on('connect', () => {
      for (const part of parts) socket.write(part)
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // What the service said before it closed the connection counts, though we were still writing.
      if (chunks.length === 0) fail(error)
    })
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString()
      const [headers = '', body = ''] = text.split('\r\n\r\n', 2)
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0)
      done({ status, headers, body, seconds: (performance.now() - begun) / 1000 })
    })
  })
}
