import type { Refusal } from '../errors/refusal.ts'

/** The record that was found. @throws the refusal where there is none, or none that the caller may see. */
export async function foundOr<T>(found: Promise<T | undefined>, refusal: () => Refusal): Promise<T> {
  const value = await found
  if (value === undefined) throw refusal()
  return value
}
