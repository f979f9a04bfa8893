import type { Refusal } from '../errors/refusal.ts'

/** What was found; or the refusal, where nothing was. */
export async function known<T>(found: Promise<T | undefined>, refusal: () => Refusal): Promise<T> {
  const value = await found
  if (value === undefined) throw refusal()
  return value
}
