import { setFlagsFromString } from 'node:v8'

/**
 * What V8 is told of the memory in use; see decision 013. All of it does nothing where Node was started without the
 * flags of `npm start`.
 */

const STRIDE = 2 * 1024 * 1024

/**
 * To be told how many bytes of a stream have passed: every few MB it has the young garbage collected, which takes
 * a millisecond. The buffers of a stream lie outside of V8's heap, where it lets some 30 MB of them pile up.
 */
export function tidier(): (bytes: number) => void {
  let passed = 0
  return (bytes) => {
    passed += bytes
    if (passed < STRIDE) return
    passed = 0
    globalThis.gc?.({ type: 'minor' })
  }
}

/**
 * Whether the young generation may grow. Answers to requests are made with less work in a large one. While modules
 * load or a table streams it would grow to no use; and it hardly ever shrinks.
 */
export function mayGrow(may: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`)
}
