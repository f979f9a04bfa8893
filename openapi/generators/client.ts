import createClient from 'openapi-fetch'
// Made by generate.ts, which puts a copy of this file beside it.
import type { components, paths } from './openapi-typescript.ts'

// Lists are answered as JSON, CSV or a workbook: the second parameter says what this client takes.
type Json = 'application/json' | 'application/problem+json'
const client = createClient<paths, Json>({ baseUrl: 'http://localhost:3000' })

/** The page of a list has its type, and so has each enum. */
export async function openCases(): Promise<components['schemas']['CaseState'][]> {
  const { data, error } = await client.GET('/v1/cases', { params: { query: { limit: 5 } } })
  if (error !== undefined) throw new Error(`${error.code}: ${error.detail}`)
  const next: string | null = data.nextCursor
  if (next === null) return data.items.map(({ state }) => state)
  return []
}
