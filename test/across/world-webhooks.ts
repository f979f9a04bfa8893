import { ok, type Person, type TestService } from '../support/service.ts'

/** The account of a system. */
export const system: Person = { unit: '22', roles: ['events'], sub: 'hotline' }

/** A webhook of the system; gives its id. */
export async function makeWebhook({ call }: TestService, name = 'one'): Promise<string> {
  const body = { url: `https://hooks.example.cn/${name}` }
  return ok(await call('POST', '/v1/webhooks', { as: system, body })).id
}

/** A test event of it, which is not sent here; gives its id. */
export async function makeDelivery({ call }: TestService, webhook: string): Promise<string> {
  return ok(await call('POST', `/v1/webhooks/${webhook}/test`, { as: system })).id
}
