import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { ConfigError, readConfig, Settings } from '../src/config.ts'

const dir = mkdtempSync(join(tmpdir(), 'config-'))
t.teardown(() => rmSync(dir, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const external = {
  DATABASE_URL: 'postgres://u:secret@db/x',
  OIDC_ISSUER: 'https://login',
  OIDC_AUDIENCE: 'api'
}

t.test('what holds when nothing is set', async (t) => {
  t.strictSame(readConfig({}), {
    HOST: '127.0.0.1',
    PORT: 3000,
    INSTANCES: 1,
    OTEL_SERVICE_NAME: 'social-assistance-supervision',
    OTEL_TRACES_SAMPLER_ARG: 1,
    LOG_LEVEL: 'info',
    DATABASE_POOL_SIZE: 10,
    STATEMENT_TIMEOUT_MS: 15_000,
    DATA_DIR: '.data',
    SPOOL_MB: 4096,
    UPLOAD_VERSIONS: 10,
    BODY_LEAST_RATE: 8000,
    BODY_RATE_SECONDS: 20,
    WORKBOOK_SECONDS: 120,
    OIDC_TOKEN_TYPES: 'at+jwt',
    OIDC_UNIT_CLAIM: 'unit',
    OIDC_ROLES_CLAIM: 'roles',
    OIDC_PAGE_SCOPES: 'openid',
    ALLOW_LOCAL_ISSUER: false,
    RATE_LIMIT: 300_000,
    OVERLOAD_MS: 1000,
    EVENTS_KEEP_DAYS: 90,
    WEBHOOK_ALLOWED_HOSTS: '',
    WEBHOOK_ALLOWED_NETWORKS: '',
    TERM_REMINDER_DAYS: 3,
    IDENTITY_OPENINGS_PER_DAY: 20,
    ATTACHMENT_MAX_MB: 50,
    ATTACHMENT_STRIP_POSITION: false,
    TRUST_PROXY: false,
    SHUTDOWN_SECONDS: 20
  })
})

t.test('what is set counts, as the type it has', async (t) => {
  const config = readConfig({
    ...external,
    HOST: '0.0.0.0',
    PORT: '0',
    METRICS_PORT: '9464',
    LOG_LEVEL: 'debug',
    TRUST_PROXY: 'true',
    RATE_LIMIT: '0',
    UNKNOWN: 'x'
  })
  t.match(config, {
    ...external,
    HOST: '0.0.0.0',
    PORT: 0,
    METRICS_PORT: 9464,
    TRUST_PROXY: true,
    RATE_LIMIT: 0
  })
  t.notOk('UNKNOWN' in config)
  t.throws(() => Object.assign(config, { PORT: 1 }), TypeError)
})

t.test('empty counts as unset, and blanks around a value do not count', async (t) => {
  const config = readConfig({ PORT: '', HOST: '  ', METRICS_PORT: '', DATA_DIR: ' data ' })
  t.match(config, { PORT: 3000, HOST: '127.0.0.1', METRICS_PORT: undefined, DATA_DIR: 'data' })
})

t.test('every problem at once', async (t) => {
  const problems = problemsOf({
    PORT: 'many',
    METRICS_PORT: '70000',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://db',
    DATABASE_POOL_SIZE: '1',
    DATABASE_ROLE: 'Robert"; drop',
    STATEMENT_TIMEOUT_MS: '1.5',
    OIDC_ISSUER: 'login.example',
    ALLOW_LOCAL_ISSUER: 'perhaps',
    AUDIT_KEY: 'short',
    RATE_LIMIT: '-1',
    SHUTDOWN_SECONDS: '0'
  })
  const named = problems.map((problem) => problem.split(' ', 1)[0])
  t.same(
    named.sort(),
    [
      'ALLOW_LOCAL_ISSUER',
      'AUDIT_KEY',
      'DATABASE_POOL_SIZE',
      'DATABASE_ROLE',
      'DATABASE_URL',
      'LOG_LEVEL',
      'METRICS_PORT',
      'OIDC_ISSUER',
      'OIDC_ISSUER',
      'PORT',
      'RATE_LIMIT',
      'SHUTDOWN_SECONDS',
      'STATEMENT_TIMEOUT_MS'
    ],
    problems.join('\n')
  )
})

t.test('the message tells what to do, and never a value', async (t) => {
  const secrets: NodeJS.ProcessEnv = {
    AUDIT_KEY: 'classified-1',
    DATABASE_URL: 'classified-2',
    OIDC_ISSUER: 'classified-3',
    PORT: 'classified-4',
    LOG_LEVEL: 'classified-5',
    ALLOW_LOCAL_ISSUER: 'classified-6',
    DATABASE_ROLE: 'classified-7',
    OIDC_AUDIENCE_FILE: join(dir, 'classified-8'),
    SEED_UNITS: 'classified-9'
  }
  try {
    readConfig(secrets)
    t.fail('it was taken')
  } catch (error) {
    const { message, stack } = error as ConfigError
    t.match(message, /^The configuration has \d+ problem\(s\):\n {2}- /)
    t.match(message, /\n {2}- AUDIT_KEY must NOT have fewer than 32 characters/)
    t.match(message, /\n {2}- OIDC_AUDIENCE_FILE cannot be read \(ENOENT\)/)
    t.notMatch(`${message}${stack}${JSON.stringify(error)}`, /classified/)
  }
})

t.test('a secret may come from a file', async (t) => {
  const key = 'k'.repeat(40)
  const config = readConfig({
    AUDIT_KEY_FILE: file('key', `${key}\n`),
    PORT_FILE: file('port', ' 8080\r\n'),
    OIDC_ISSUER_FILE: file('issuer', 'https://login'),
    OIDC_AUDIENCE_FILE: file('audience', 'api')
  })
  t.match(config, { AUDIT_KEY: key, PORT: 8080, OIDC_ISSUER: 'https://login', OIDC_AUDIENCE: 'api' })
  t.equal(
    readConfig({ AUDIT_KEY_FILE: file('empty', '\n') }).AUDIT_KEY,
    undefined,
    'an empty file is no value'
  )
})

t.test('a file that cannot be read, and a setting that is there twice', async (t) => {
  t.match(problemsOf({ AUDIT_KEY_FILE: dir }), ['AUDIT_KEY_FILE cannot be read (EISDIR)'])
  t.match(problemsOf({ AUDIT_KEY_FILE: join(dir, 'none') }), ['AUDIT_KEY_FILE cannot be read (ENOENT)'])
  const both = { AUDIT_KEY: 'a'.repeat(40), AUDIT_KEY_FILE: file('other', 'b'.repeat(40)) }
  t.match(problemsOf(both), ['AUDIT_KEY and AUDIT_KEY_FILE are both set; keep one'])
})

t.test('settings that contradict each other', async (t) => {
  const { DATABASE_URL, OIDC_ISSUER, OIDC_AUDIENCE } = external
  t.match(problemsOf({ ...external, DATABASE_URL: 'postgres://u:secret@a,,b/x' }), [
    /^DATABASE_URL has an empty place in its list of hosts/
  ])
  t.same(problemsOf({ ...external, DATABASE_URL: 'postgres://u:secret@a:1,b:2/x' }), [])
  t.match(problemsOf({ DATABASE_URL }), [
    /^DATABASE_URL needs OIDC_ISSUER and OIDC_AUDIENCE, or ALLOW_LOCAL_ISSUER=true/
  ])
  t.match(problemsOf({ DATABASE_URL, ALLOW_LOCAL_ISSUER: 'false' }), [/^DATABASE_URL needs OIDC_ISSUER/])
  t.same(problemsOf({ DATABASE_URL, ALLOW_LOCAL_ISSUER: 'true' }), [])
  t.same(problemsOf({ OIDC_ISSUER }), ['OIDC_ISSUER needs OIDC_AUDIENCE'])
  t.same(problemsOf({ OIDC_AUDIENCE }), ['OIDC_AUDIENCE needs OIDC_ISSUER'])
  t.same(problemsOf({ DATABASE_URL, OIDC_ISSUER }), ['OIDC_ISSUER needs OIDC_AUDIENCE'])
  t.same(problemsOf(external), [])
  t.same(problemsOf({ OIDC_ISSUER, OIDC_AUDIENCE }), [], 'an embedded database with an issuer is fine')
})

t.test('attachments in a bucket', async (t) => {
  const store = 's3://evidence/province?endpoint=https://minio.example:9000'
  const keys = { ATTACHMENT_STORE_KEY_ID: 'id', ATTACHMENT_STORE_SECRET_FILE: file('store', 'secret\n') }
  t.equal(readConfig({ ATTACHMENT_STORE: store, ...keys }).ATTACHMENT_STORE_SECRET, 'secret')
  t.same(problemsOf({ ATTACHMENT_STORE: store }), [
    'ATTACHMENT_STORE in a bucket needs ATTACHMENT_STORE_KEY_ID',
    'ATTACHMENT_STORE in a bucket needs ATTACHMENT_STORE_SECRET'
  ])
  t.match(problemsOf({ ATTACHMENT_STORE: 's3://evidence?endpoint=minio', ...keys }), [/is written s3:/])
  t.same(problemsOf({ ATTACHMENT_STORE: '/srv/attachments' }), [])
  t.match(problemsOf({ ATTACHMENT_STORE: 'attachments' }), [/ATTACHMENT_STORE must match pattern/])
})

t.test('every setting is explained', async (t) => {
  for (const [name, setting] of Object.entries(Settings.properties)) {
    t.match(name, /^[A-Z]+(_[A-Z]+)*$/)
    t.ok('description' in setting && String(setting.description).length > 10, name)
  }
})
