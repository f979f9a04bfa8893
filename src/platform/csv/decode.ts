import { Transform, type TransformCallback } from 'node:stream'

export type Charset = 'utf-8' | 'gb18030'

const marks: [bytes: string, charset: string][] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be']
]
const LONGEST_MARK = 3

/** The text does not have its declared encoding; `charset` is the declared one. */
export class EncodingError extends Error {
  readonly charset: string

  constructor(charset: string) {
    super(`the text is no valid ${charset}`)
    this.charset = charset
  }
}

/**
 * Decodes bytes into text with line feeds, because a carriage return before one would count as a line. A byte
 * order mark overrides the declared encoding. A Ctrl-Z at the end is left out, with the filling of the block
 * after it.
 */
export function decoded(declared: Charset): Transform {
  let decoder: Decoder | undefined
  let first = Buffer.alloc(0)
  let held = ''
  const push = (text: string, isLast: boolean, done: TransformCallback) => {
    const all = held + text
    held = undecided(all)
    const lines = all.slice(0, all.length - held.length).replaceAll('\r\n', '\n')
    done(null, isLast && held === '\r' ? `${lines}\r` : lines)
  }
  const begun = (chunk: Buffer, isLast: boolean) => {
    first = Buffer.concat([first, chunk])
    if (first.length >= LONGEST_MARK || isLast) decoder = decoderOf(first, declared)
    return decoder === undefined ? undefined : first
  }
  return new Transform({
    readableObjectMode: true,
    readableHighWaterMark: 2,
    transform(chunk: Buffer, _encoding, done) {
      attempt(done, () => {
        const bytes = decoder === undefined ? begun(chunk, false) : chunk
        if (bytes === undefined || decoder === undefined) return done()
        push(decoder.text(bytes), false, done)
      })
    },
    flush(done) {
      attempt(done, () => {
        const bytes = decoder === undefined ? begun(Buffer.alloc(0), true) : undefined
        push((bytes ? (decoder?.text(bytes) ?? '') : '') + (decoder?.end() ?? ''), true, done)
      })
    }
  })
}

const MOST_BLANK = 1000
const [CTRL_Z, SPACE] = [26, 32]

/**
 * The part that depends on the next piece: a carriage return, and a Ctrl-Z with nothing but blanks after it.
 */
function undecided(text: string): string {
  let mark = -1
  for (let at = text.length - 1; at >= 0 && text.length - at < MOST_BLANK; at -= 1) {
    const code = text.charCodeAt(at)
    if (code > SPACE) break
    if (code === CTRL_Z) mark = at
  }
  if (mark >= 0) return text.slice(mark)
  return text.endsWith('\r') ? '\r' : ''
}

interface Decoder {
  text(bytes: Buffer): string
  end(): string
}

function decoderOf(first: Buffer, declared: Charset): Decoder {
  const marked = marks.find(([bytes]) => first.toString('hex').startsWith(bytes))?.[1]
  const decoder = new TextDecoder(marked ?? declared, { fatal: true })
  const strict = <T>(action: () => T): T => {
    try {
      return action()
    } catch {
      throw new EncodingError(marked ?? declared)
    }
  }
  const doubt = marked === undefined ? doubts[declared]() : undefined
  // UTF-16 without a mark: one of the two bytes of an ASCII character is zero.
  const isWide = marked === undefined && (first[0] === 0) !== (first[1] === 0)
  return {
    text(bytes) {
      if (isWide) throw new EncodingError(declared)
      const text = strict(() => decoder.decode(bytes, { stream: true }))
      doubt?.look(bytes, text)
      return text
    },
    end() {
      const text = strict(() => decoder.decode())
      if (doubt?.isGrave()) throw new EncodingError(declared)
      return text
    }
  }
}

/** Checks whether a text that can be decoded as declared is more plausible in the other encoding. */
interface Doubt {
  look(bytes: Buffer, text: string): void
  isGrave(): boolean
}

const doubts: Record<Charset, () => Doubt> = { gb18030: doubtOfGb18030, 'utf-8': doubtOfUtf8 }

/** Letters of other languages, two bytes each in UTF-8. Chinese in GB 18030 can look only like these. */
const other = /^[\0-\x7f\u0100-\u07ff]*$/

/** Chinese in UTF-8 can be decoded as GB 18030, into characters that nobody writes: 低保 becomes 浣庝繚. */
function doubtOfGb18030(): Doubt {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let isPossible = true
  let isLikely = false
  return {
    look(bytes) {
      if (!isPossible) return
      try {
        if (!other.test(utf8.decode(bytes, { stream: true }))) isLikely = true
      } catch {
        isPossible = false
      }
    },
    isGrave() {
      try {
        utf8.decode()
      } catch {
        isPossible = false
      }
      return isPossible && isLikely
    }
  }
}

/**
 * A few Chinese characters in GB 2312 can be decoded as UTF-8, into letters of two bytes: 小 becomes С. A text
 * is in doubt if all its other letters are such letters, and all become frequent characters in the other
 * encoding. A ¥ before an amount is not in doubt.
 */
function doubtOfUtf8(): Doubt {
  let isPlausible = false
  let hasPairs = false
  return {
    look(bytes, text) {
      if (isPlausible || text.length === bytes.length) return
      if (/\xa5 ?\d/.test(text)) isPlausible = true
      for (let at = 0; at < bytes.length; at += 1) {
        const [first, second] = [bytes[at] as number, bytes[at + 1] ?? 0]
        if (first < 0x80) continue
        if (first < 0xb0 || first > 0xd7 || second < 0xa1) {
          isPlausible = true
          return
        }
        hasPairs = true
        at += 1
      }
    },
    isGrave: () => hasPairs && !isPlausible
  }
}

function attempt(done: TransformCallback, action: () => void): void {
  try {
    action()
  } catch (error) {
    done(error as Error)
  }
}
