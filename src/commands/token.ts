import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { type Role, roles } from '../platform/access/permissions.ts'
import { OPERATOR } from '../platform/auth/actor.ts'
import { issueToken, LONGEST_HOURS } from '../platform/auth/local-issuer.ts'

const usage = `Prints an access token of the local issuer.

  npm run -s token -- --unit 22 --roles admin,planner,leader [--sub x] [--name x] [--ttl 3600]

  --unit   code of the unit the person belongs to; '*' for the operator of the service
  --roles  ${Object.keys(roles).join(', ')}
  --sub    identifier of the person; default: made of unit and roles
  --name   name of the person; default: the identifier
  --ttl    seconds until the token expires; default 3600`

try {
  process.stdout.write(`${await token()}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${usage}\n`)
  process.exitCode = 2
}

async function token(): Promise<string> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { unit: text, roles: text, sub: text, name: text, ttl: text } })
  const { unit = '', roles: list = '' } = values
  if (unit !== OPERATOR && !/^[0-9A-Za-z]{2,20}$/.test(unit))
    throw new Error('--unit takes the code of a unit')
  const wanted = list.split(',').filter((role) => role !== '')
  const unknown = wanted.filter((role) => !Object.hasOwn(roles, role))
  if (wanted.length === 0 || unknown.length > 0)
    throw new Error(`--roles: ${unknown.join(', ') || 'none'} not known`)
  const ttl = Number(values.ttl ?? 3600)
  if (!Number.isInteger(ttl) || ttl < 1) throw new Error('--ttl takes seconds')
  const sub = values.sub ?? `${unit}-${wanted.join('-')}`
  const actor = { sub, name: values.name ?? sub, unitCode: unit, roles: wanted as Role[] }
  // Nothing else of the configuration matters here: the issuer's key lies in DATA_DIR.
  const { DATA_DIR, TOKEN_MAX_HOURS } = readConfig({
    DATA_DIR: process.env.DATA_DIR,
    DATA_DIR_FILE: process.env.DATA_DIR_FILE,
    TOKEN_MAX_HOURS: process.env.TOKEN_MAX_HOURS
  })
  const longest = (TOKEN_MAX_HOURS ?? LONGEST_HOURS) * 3600
  if (ttl > longest) throw new Error(`--ttl takes at most ${longest} seconds (TOKEN_MAX_HOURS)`)
  return issueToken(DATA_DIR, actor, ttl)
}
