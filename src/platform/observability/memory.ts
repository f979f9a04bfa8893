/**
 * What V8 is told of the memory in use; see decision 013. Nothing is told where Node was started without
 * `--expose-gc`.
 */

const STRIDE = 1024 * 1024

/**
 * To be told how many bytes of a stream have passed: every MB it has the young garbage collected, which takes
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
 * Gives back what the start has left behind: while modules load, the young generation grows to its full size,
 * and of itself it does not shrink.
 */
export function settle(): void {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort' })
}
