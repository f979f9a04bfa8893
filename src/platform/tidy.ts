const STRIDE = 2 * 1024 * 1024

/**
 * To be told how many bytes of a stream have passed: every few MB it has the young garbage collected, which takes
 * a millisecond. The buffers of a stream lie outside of V8's heap, where it lets some 30 MB of them pile up.
 * Does nothing where Node was started without `--expose-gc`.
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
