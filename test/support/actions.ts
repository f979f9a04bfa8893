/** A record without what depends on the reader: the steps that they may take. */
export function withoutActions<T extends object>(record: T): Omit<T, 'actions'> {
  const { actions: _, ...rest } = record as T & { actions?: unknown }
  return rest
}
