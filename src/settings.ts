import { Type } from 'typebox'
import { keySettings } from './key-settings.ts'
import { databaseSettings } from './platform/database/connection/settings.ts'
import { crossOriginSettings } from './platform/http/cross-origin.ts'
import { traceSettings } from './platform/observability/traces/settings.ts'

const Port = (description: string) => Type.Integer({ minimum: 0, maximum: 65535, description })

const HOST = '[A-Za-z0-9*]([A-Za-z0-9.-]*[A-Za-z0-9])?'
const HOSTS = `^(${HOST}(, *${HOST})*)?$`

/** Every setting the service knows, by the name of its environment variable. */
export const Settings = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on' }),
  PORT: { ...Port('Port to listen on; 0 takes any free one'), default: 3000 },
  METRICS_PORT: Type.Optional(Port('Prometheus metrics on a port of their own; off when unset')),
  LOG_LEVEL: Type.Unsafe<'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'>({
    type: 'string',
    enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
    description: 'Least level of a log line'
  }),
  ...databaseSettings,
  INSTANCES: Type.Integer({
    minimum: 1,
    maximum: 100,
    default: 1,
    description: 'Instances on the same database: the start compares what all need with its max_connections'
  }),
  DATABASE_ROLE: Type.Optional(
    Type.String({
      pattern: '^[a-z_][a-z0-9_]{0,62}$',
      description:
        'For `npm run migrate`: the role the service uses, which is granted what it needs and no more'
    })
  ),
  STATEMENT_TIMEOUT_MS: Type.Integer({
    minimum: 100,
    default: 15000,
    description: 'Longest statement of a request, in milliseconds'
  }),
  DATA_DIR: Type.String({
    default: '.data',
    minLength: 1,
    description: 'Keys of the local issuer and the embedded database'
  }),
  SPOOL_DIR: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Where uploads lie while they are read; unset: the temporary folder of the system'
    })
  ),
  UPLOAD_VERSIONS: Type.Integer({
    minimum: 1,
    default: 10,
    description:
      'Versions of a roster or of payments that keep their lines; those that a check compared always do'
  }),
  SPOOL_MB: Type.Integer({
    minimum: 256,
    default: 4096,
    description: 'Room for all uploads under way together, in MB'
  }),
  BODY_LEAST_RATE: Type.Integer({
    minimum: 0,
    default: 8000,
    description: 'A body that comes in more slowly is refused, in bytes a second; 0: never'
  }),
  BODY_RATE_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 600,
    default: 20,
    description: 'Over how many seconds the rate of a body is measured'
  }),
  WORKBOOK_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 3600,
    default: 120,
    description: 'Processor time that reading one workbook may take, in seconds'
  }),
  SEED_UNITS: Type.Optional(
    Type.String({
      description: 'CSV of units, loaded when there is none yet; embedded database: data/jilin-units.csv'
    })
  ),
  OIDC_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'The only issuer whose tokens count, by OpenID discovery'
    })
  ),
  OIDC_AUDIENCE: Type.Optional(Type.String({ minLength: 1, description: 'Audience that tokens must name' })),
  OIDC_TOKEN_TYPES: Type.String({
    pattern: '^[A-Za-z0-9+.-]+(, *[A-Za-z0-9+.-]+)*$',
    default: 'at+jwt',
    description: 'Types (`typ`) of tokens that count, separated by commas; issuers without RFC 9068 send JWT'
  }),
  OIDC_UNIT_CLAIM: Type.String({
    default: 'unit',
    description: 'Claim with the code of the unit; a dotted path leads into objects'
  }),
  OIDC_ROLES_CLAIM: Type.String({
    default: 'roles',
    description: 'Claim with the roles, such as realm_access.roles'
  }),
  OIDC_PAGE_CLIENT_ID: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Public client with PKCE at the issuer, by which people sign in at /overview'
    })
  ),
  OIDC_PAGE_SCOPES: Type.String({
    pattern: '^[^"\\\\]+$',
    default: 'openid',
    description: 'Scopes that /overview asks of the issuer, separated by blanks'
  }),
  TOKEN_MAX_HOURS: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'Longest lifetime of a token in hours. Not set: 24, and 200000 for the local issuer of trials'
    })
  ),
  ALLOW_LOCAL_ISSUER: Type.Boolean({
    default: false,
    description: 'Accept tokens of the local issuer although DATABASE_URL is set'
  }),
  ...keySettings,
  AUDIT_SEAL_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'File in which the last seal of the audit trail is noted; unset: audit-seal.json in DATA_DIR'
    })
  ),
  IDENTITY_OPENINGS_PER_DAY: Type.Integer({
    minimum: 1,
    default: 20,
    description: 'How many identities of reporters a person may open on a day'
  }),
  RETENTION_ERASES: Type.Optional(
    Type.String({
      pattern: '^[a-z-]+(,[a-z-]+)*$',
      description: 'Kinds of record that the daily step erases when their period is over; unset: none'
    })
  ),
  ...traceSettings,
  RATE_LIMIT: Type.Integer({
    minimum: 0,
    default: 300000,
    description: 'Requests a minute of one caller; 0 switches the limit off'
  }),
  ...crossOriginSettings,
  CONTACT_EMAIL: Type.Optional(
    Type.String({
      format: 'email',
      description: 'Whom users of the API write to; stands in the OpenAPI document'
    })
  ),
  OVERLOAD_MS: Type.Integer({
    minimum: 0,
    default: 1000,
    description: 'Lag in milliseconds at which requests are refused (overloaded); 0 switches this off'
  }),
  EVENTS_KEEP_DAYS: Type.Integer({
    minimum: 1,
    maximum: 3650,
    default: 90,
    description: 'How many days other systems can read an event; older ones are deleted'
  }),
  WEBHOOK_ALLOWED_HOSTS: Type.String({
    pattern: HOSTS,
    default: '',
    description:
      'Hosts to which events may be sent although their addresses are private, and without https; by commas'
  }),
  WEBHOOK_ALLOWED_NETWORKS: Type.String({
    default: '',
    description: 'Networks (CIDR) to which events may be sent although they are private or local; by commas'
  }),
  TERM_REMINDER_DAYS: Type.Integer({
    minimum: 0,
    maximum: 365,
    default: 3,
    description: 'Days before a due date at which a term is told to be due soon; 0: never'
  }),
  TRUST_PROXY: Type.Boolean({
    default: false,
    description: 'Believe X-Forwarded-For (behind a gateway only)'
  }),
  DRAIN_SECONDS: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 300,
      description:
        'Once told to stop, so long requests are served while /readyz says no; unset: 5, embedded: 0'
    })
  ),
  SHUTDOWN_SECONDS: Type.Integer({
    minimum: 1,
    default: 20,
    description: 'How long requests in flight may take once the service is told to stop'
  })
})
