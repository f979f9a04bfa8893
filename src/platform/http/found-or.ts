import type { Refusal } from '../errors/refusal.ts'

/**
 * Returns the record that was found.
 *
 * @throws the refusal where there is no record, or none that the caller may see
 */
export async function foundOr<T>(found: Promise<T | undefined>, refusal: () => Refusal): Promise<T> {
  const value = await found
  if (value === undefined) throw refusal()
  return value
}
