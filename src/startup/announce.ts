import type { Config } from '../config.ts'
import type { Embedded } from '../embedded/index.ts'

/** Prints the address of the service, once it is ready. */
export function announce(
  address: string,
  config: Config,
  embedded: Embedded | undefined,
  say: (line: string) => void
): void {
  say('')
  say(`  社会救助监管服务 is ready on ${address}`)
  say(`  docs      ${address}/docs`)
  say(`  data      ${embedded?.dataFolder ?? 'in the database of DATABASE_URL'}`)
  if (config.OIDC_ISSUER === undefined) {
    say('  token     npm run -s token -- --unit 22 --roles admin,planner,leader')
  }
  if (config.METRICS_PORT !== undefined) say(`  metrics   port ${config.METRICS_PORT}, /metrics`)
  say('  stop      Ctrl-C')
  say('')
}
