import autocannon from 'autocannon'

export interface Call {
  path: string
  headers: Record<string, string>
  method?: 'POST'
  body?: string
}

export const CONNECTIONS = 32

/**
 * Answers a second of a server under load. Every connection goes through the calls from a place of its own.
 *
 * @throws Error when any answer is not the one that is expected
 */
export async function load(
  url: string,
  calls: readonly Call[],
  seconds: number,
  expected = 200
): Promise<number> {
  let begun = 0
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => {
      const start = Math.floor((calls.length / CONNECTIONS) * begun)
      begun = (begun + 1) % CONNECTIONS
      const own = [...calls.slice(start), ...calls.slice(0, start)].slice(0, PER_CONNECTION)
      client.setRequests(own.map((call) => ({ ...call })))
    }
  })
  const others = Object.keys(result.statusCodeStats).filter((status) => status !== String(expected))
  if (others.length > 0 || result.errors > 0 || result.timeouts > 0) {
    const { errors, timeouts } = result
    throw new Error(`answers ${others.join(', ') || 'as expected'}, ${errors} errors, ${timeouts} timeouts`)
  }
  return result['2xx'] / result.duration
}

/** Calls that one connection repeats. */
const PER_CONNECTION = 500
