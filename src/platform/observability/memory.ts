/**
 * Tells V8 about the memory in use; see decision 013. It does nothing where Node was started without
 * `--expose-gc`.
 */

const STRIDE = 1024 * 1024

/**
 * Call it with the bytes of a stream that have passed. Every MB it collects the young garbage, which takes a
 * millisecond. The buffers of a stream are outside of V8's heap, where V8 lets 30 MB of them accumulate.
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
 * Frees the memory of the start: while modules load, the young generation grows to its full size, and it does
 * not shrink by itself.
 */
export function settle(): void {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort' })
}
