import { readFileSync } from 'node:fs'
// Auditors copy this file and draw.ts alone: nothing else is imported.
import { codesIn, frameText, ranking, sha256 } from './draw.ts'

const usage = `Recomputes a draw, with no database and no network.

  npm run -s verify-draw -- FRAME SEED REQUIRED

  FRAME     file as fetched from /v1/draws/{id}/frame, /v1/team-draws/{id}/frame or the frame of a sample
            of an evaluation: a code a line, in byte order
  SEED      the seed of the draw
  REQUIRED  how many are selected

Prints the selected codes in the order of the draw, one a line. The hash of the frame, to be compared
with frameHash, goes to standard error, and so does the first substitute.`

const [file, seed, wanted] = process.argv.slice(2)
const required = Number(wanted)
if (file === undefined || seed === undefined || !Number.isInteger(required) || required < 1) {
  fail(usage)
} else {
  try {
    verify(file, seed)
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
}

function verify(file: string, seed: string): void {
  const frame = readFileSync(file, 'utf8')
  const codes = codesIn(frame)
  // Codes of units, identifiers of people, or a village and the number of a recipient.
  const areCodes = codes.every((code) =>
    /^[0-9A-Za-z-]{2,36}$|^[0-9A-Za-z]{2,20}:[^\p{C}\p{Z}]{1,40}$/u.test(code)
  )
  const isFrame = areCodes && frame === frameText(codes) && new Set(codes).size === codes.length
  if (!isFrame)
    throw new Error(`${file} is not a frame: a code a line, in byte order, no doubles, each line ended`)
  if (required > codes.length) throw new Error(`the frame has only ${codes.length} codes`)
  const order = ranking(codes, seed)
  process.stderr.write(`frameHash ${sha256(frame)}\nfirst substitute ${order[required] ?? 'none'}\n`)
  process.stdout.write(`${order.slice(0, required).join('\n')}\n`)
}

function fail(reason: string): void {
  process.stderr.write(`${reason}\n`)
  process.exitCode = 2
}
