import { type Connection, type components, dataOf } from 'social-assistance-supervision-client'

/** A payment system pushes the files of a month, and has them checked against each other. */
type Schemas = components['schemas']

export interface Month {
  programme: string
  unitCode: string
  /** `2026-02`. */
  period: string
  /** CSV or workbooks, as the payment system exports them. */
  roster: Blob
  payments: Blob
}

/** Pushes both files, and returns the check with its totals. Pushed again, the same files change nothing. */
export async function pushMonth(connection: Connection, month: Month): Promise<Schemas['FundCheck']> {
  const { api } = connection
  const id = await batchOf(connection, month)
  const path = { params: { path: { id } } }
  dataOf(await api.PUT('/v1/disbursements/{id}/roster', { ...path, ...file(month.roster) }))
  dataOf(await api.PUT('/v1/disbursements/{id}/payments', { ...path, ...file(month.payments) }))
  const body = { kind: 'payment', disbursementId: id } as const
  const started = dataOf(await api.POST('/v1/fund-checks', { body }))
  // A small check is answered at once, a large one is an operation.
  if ('totals' in started) return started
  const { result } = await connection.finished(started.id)
  const check = { params: { path: { id: String(result?.checkId) } } }
  return dataOf(await api.GET('/v1/fund-checks/{id}', check))
}

/** The batch of the month, which is made where it does not exist. */
async function batchOf({ api, items }: Connection, month: Month): Promise<string> {
  const { programme, unitCode, period } = month
  for await (const { id } of items('/v1/disbursements', {
    query: { programme: [programme], unitCode, period }
  }))
    return id
  return dataOf(await api.POST('/v1/disbursements', { body: { programme, unitCode, period } })).id
}

/** A file goes as it is: nothing of it is turned into JSON. */
function file(content: Blob) {
  return {
    body: content as unknown as string,
    bodySerializer: (body: unknown) => body as Blob,
    headers: { 'content-type': content.type || 'text/csv' }
  }
}
