/** Does something about every so many seconds until stopped, once at a time. */
export function repeat(seconds: number, what: () => Promise<unknown>, onError: (error: unknown) => void) {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= what()
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }, seconds * 1000)
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    }
  }
}
