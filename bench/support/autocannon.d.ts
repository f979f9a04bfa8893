/** The part of autocannon that the bench uses; the package brings no types. */
declare module 'autocannon' {
  export interface Client {
    setRequests(requests: { path: string; headers: Record<string, string> }[]): void
  }
  export interface Result {
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
    duration: number
    statusCodeStats: Record<string, { count: number }>
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    setupClient: (client: Client) => void
  }): Promise<Result>
}
