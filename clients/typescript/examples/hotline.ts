import { type Connection, type components, dataOf, Refusal } from 'social-assistance-supervision-client'

/**
 * A hotline hands in a call as a case and follows it to its end. Its account has the roles `intake` (hands in
 * cases, sees those it handed in) and `events` (follows what happens).
 */
type Schemas = components['schemas']

/**
 * Hands in a call, and returns the id of its case. The number of the call at the hotline is its reference: a
 * call that is pushed again, after a crash say, is the case that exists.
 */
export async function handIn({ api }: Connection, call: Schemas['NewCase']): Promise<string> {
  try {
    const { id } = dataOf(await api.POST('/v1/cases', { body: call }))
    return id
  } catch (fault) {
    const existing = fault instanceof Refusal && fault.code === 'source-exists' && fault.problem.existingId
    if (typeof existing === 'string') return existing
    throw fault
  }
}

/** The case each time something has happened to it, until it is closed. */
export async function* followed(
  connection: Connection,
  id: string,
  signal?: AbortSignal
): AsyncGenerator<Schemas['HandedInCase'], void> {
  for await (const { events } of connection.follow({ ...(signal && { signal }) })) {
    if (!events.some(({ subject }) => subject === `case/${id}`)) continue
    // Events say that something has happened; the record says how it stands.
    const one = dataOf(await connection.api.GET('/v1/handed-in-cases/{id}', { params: { path: { id } } }))
    yield one
    if (one.state === 'closed') return
  }
}
