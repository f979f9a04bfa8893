import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { Static } from 'typebox'
import { faultOfUrl, type ServerRole } from './platform/database/connection/database-url.ts'
import { errorOf } from './platform/errors/thrown.ts'
import { faultsOfOrigins } from './platform/http/cross-origin.ts'
import { bucketIn } from './platform/values/bucket.ts'
import { networksIn } from './platform/values/networks.ts'
import { Settings } from './settings.ts'

export { Settings }

export type Config = Readonly<Static<typeof Settings>>

export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`
    )
    this.problems = problems
  }
}

/**
 * The checked, frozen configuration. Lists every problem at once; a value is never printed, since it
 * may be a secret.
 *
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = []
  const found: Record<string, unknown> = {}
  for (const name of Object.keys(Settings.properties)) {
    const value = setting(env, name, problems)
    if (value !== undefined) found[name] = value
  }
  const ajv = new Ajv({ coerceTypes: true, useDefaults: true, allErrors: true, strict: false })
  addFormats.default(ajv)
  const check = ajv.compile<Config>(Settings)
  if (!check(found)) {
    for (const error of check.errors ?? []) {
      problems.push(`${error.instancePath.slice(1) || 'configuration'} ${error.message}`)
    }
  }
  const config = found as Config
  problems.push(...contradictions(config))
  if (problems.length > 0) throw new ConfigError([...new Set(problems)])
  return Object.freeze(config)
}

/** A setting's text, from `NAME` or from the file that `NAME_FILE` names. Empty counts as unset. */
function setting(env: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const file = env[`${name}_FILE`]
  if (file) {
    if (env[name]) problems.push(`${name} and ${name}_FILE are both set; keep one`)
    try {
      return readFileSync(file, 'utf8').trim() || undefined
    } catch (error) {
      problems.push(`${name}_FILE cannot be read (${errorOf(error).code})`)
    }
  }
  return env[name]?.trim() || undefined
}

function faultsOfUrl(setting: string, url: string, role: ServerRole): string[] {
  const fault = isPostgres.test(url) ? faultOfUrl(setting, url, role) : undefined
  return fault === undefined ? [] : [fault]
}

function faultsOfStore({ ATTACHMENT_STORE: store, ...config }: Config): string[] {
  if (store === undefined || !store.startsWith('s3://')) return []
  const faults: string[] = []
  if (bucketIn(store) === undefined) {
    const form = 's3://bucket/prefix?endpoint=https://host:port&region=name'
    faults.push(`ATTACHMENT_STORE cannot be read: a bucket is written ${form}`)
  }
  for (const name of ['ATTACHMENT_STORE_KEY_ID', 'ATTACHMENT_STORE_SECRET'] as const)
    if (config[name] === undefined) faults.push(`ATTACHMENT_STORE in a bucket needs ${name}`)
  return faults
}

/** Other values are refused by the schema. */
const isPostgres = /^postgres(ql)?:\/\//

function contradictions(config: Config): string[] {
  const problems: string[] = []
  if (config.DATABASE_URL) problems.push(...faultsOfUrl('DATABASE_URL', config.DATABASE_URL, 'primary'))
  const { DATABASE_REPLICA_URL: replica } = config
  if (replica) problems.push(...faultsOfUrl('DATABASE_REPLICA_URL', replica, 'standby'))
  if (replica && !config.DATABASE_URL) problems.push('DATABASE_REPLICA_URL needs DATABASE_URL')
  if (config.OIDC_ISSUER && !config.OIDC_AUDIENCE) problems.push('OIDC_ISSUER needs OIDC_AUDIENCE')
  if (config.OIDC_AUDIENCE && !config.OIDC_ISSUER) problems.push('OIDC_AUDIENCE needs OIDC_ISSUER')
  if (config.OIDC_PAGE_CLIENT_ID && !config.OIDC_ISSUER)
    problems.push('OIDC_PAGE_CLIENT_ID needs OIDC_ISSUER')
  if (config.DATABASE_URL && !config.OIDC_ISSUER && config.ALLOW_LOCAL_ISSUER !== true) {
    problems.push('DATABASE_URL needs OIDC_ISSUER and OIDC_AUDIENCE, or ALLOW_LOCAL_ISSUER=true for a trial')
  }
  problems.push(...faultsOfStore(config), ...faultsOfOrigins(config.CORS_ORIGINS))
  if (networksIn(config.WEBHOOK_ALLOWED_NETWORKS) === undefined)
    problems.push('WEBHOOK_ALLOWED_NETWORKS cannot be read: networks are written 10.20.0.0/16,fd12::/48')
  return problems
}
