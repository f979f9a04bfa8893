import { hash } from 'node:crypto'

/**
 * The draw once more, from the words of the guide alone and by another way than the service's: keys are whole
 * numbers, and the order comes from taking the smallest again and again.
 */
export function redraw(codes: readonly string[], seed: string, required: number): string[] {
  const left = codes.map((code) => ({ code, key: keyOf(code, seed) }))
  const drawn: string[] = []
  while (drawn.length < required && left.length > 0) {
    let smallest = 0
    for (let n = 1; n < left.length; n += 1) {
      if (comesBefore(left[n] as Candidate, left[smallest] as Candidate)) smallest = n
    }
    drawn.push((left.splice(smallest, 1)[0] as Candidate).code)
  }
  return drawn
}

interface Candidate {
  code: string
  key: bigint
}

function keyOf(code: string, seed: string): bigint {
  const text = Buffer.concat([Buffer.from(seed, 'utf8'), Buffer.of(0x3a), Buffer.from(code, 'utf8')])
  return BigInt(`0x${hash('sha256', text, 'hex')}`)
}

function comesBefore(a: Candidate, b: Candidate): boolean {
  return a.key === b.key ? inBytes(a.code) < inBytes(b.code) : a.key < b.key
}

/** Hexadecimal digits sort as the bytes do. */
function inBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex')
}

/** The frame and its hash, likewise once more. */
export function reframe(codes: readonly string[]): { text: string; hash: string } {
  const sorted = [...codes]
  sorted.sort((a, b) => (inBytes(a) < inBytes(b) ? -1 : 1))
  const text = sorted.reduce((all, code) => all.concat(code, '\n'), '')
  return { text, hash: hash('sha256', Buffer.from(text, 'utf8'), 'hex') }
}
