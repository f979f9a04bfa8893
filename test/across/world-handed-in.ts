import { intake } from '../examples/case.ts'
import { ok, type Person, type TestService } from '../support/service.ts'

/** The account of a hotline. */
export const hotline: Person = { unit: '220102', roles: ['intake'], sub: 'hotline-12345' }

/** A case that the hotline handed in; gives its id. */
export async function handIn({ call }: TestService): Promise<string> {
  const source = { system: 'hotline-12345', reference: 'CC-2026-000123' }
  return ok(await call('POST', '/v1/cases', { as: hotline, body: intake({ source }) })).id
}
