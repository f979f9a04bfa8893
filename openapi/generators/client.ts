import createClient from 'openapi-fetch'
// @ts-expect-error: made by generate.ts, beside the copy of this file that is compiled.
import type { components, paths } from './openapi-typescript.ts'

// Lists are answered as JSON, CSV or a workbook: the second parameter says which one this client asks for.
const client = createClient<paths, 'application/json'>({ baseUrl: 'http://localhost:3000' })

/** The page of a list has its type, and so has each enum. */
export async function openCases(): Promise<components['schemas']['CaseState'][]> {
  const { data, error } = await client.GET('/v1/cases', { params: { query: { limit: 5 } } })
  if (error !== undefined) throw new Error(`${error.code}: ${error.detail}`)
  const next: string | null = data.nextCursor
  if (next === null) return data.items.map(({ state }) => state)
  return []
}
