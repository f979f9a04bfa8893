/**
 * A row that must be there: it was written in this transaction, or a foreign key refers to it.
 * @throws Error where it is not there. That is a fault of the code: the transaction is undone.
 */
export function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('A row that must be there was not found')
  return row
}
