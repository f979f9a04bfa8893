import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { type Role, roles } from '../platform/access/permissions.ts'
import { OPERATOR } from '../platform/auth/actor.ts'
import { issueToken, LONGEST_HOURS } from '../platform/auth/local-issuer.ts'
import { print, runCommand, UsageError } from './command.ts'

const usage = `Prints an access token of the local issuer, for a trial of the service.

  npm run -s token -- --unit 22 --roles admin,planner,leader [--sub ID] [--name NAME] [--ttl SECONDS]

  --unit   code of the person's unit; '*' for the operator of the service
  --roles  one or more roles, separated by commas:
           ${Object.keys(roles).join(', ')}
  --sub    identifier of the person; default: the unit and the roles
  --name   name of the person; default: the identifier
  --ttl    seconds until the token expires; default: 3600
  --help   prints this text`

await runCommand(usage, async () => print(await token()))

async function token(): Promise<string> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { unit: text, roles: text, sub: text, name: text, ttl: text } })
  const { unit = '', roles: list = '' } = values
  if (unit !== OPERATOR && !/^[0-9A-Za-z]{2,20}$/.test(unit))
    throw new UsageError('--unit needs the code of a unit.')
  const wanted = list.split(',').filter((role) => role !== '')
  if (wanted.length === 0) throw new UsageError('--roles needs at least one role.')
  const unknown = wanted.filter((role) => !isRole(role))
  if (unknown.length > 0) throw new UsageError(`--roles: there is no role ${unknown.join(', ')}.`)
  const ttl = Number(values.ttl ?? 3600)
  if (!Number.isInteger(ttl) || ttl < 1) throw new UsageError('--ttl needs a number of seconds.')
  const sub = values.sub ?? `${unit}-${wanted.join('-')}`
  const actor = { sub, name: values.name ?? sub, unitCode: unit, roles: wanted.filter(isRole) }
  // Other settings do not matter here: the key of the local issuer is in DATA_DIR.
  const { DATA_DIR, TOKEN_MAX_HOURS } = readConfig({
    DATA_DIR: process.env.DATA_DIR,
    DATA_DIR_FILE: process.env.DATA_DIR_FILE,
    TOKEN_MAX_HOURS: process.env.TOKEN_MAX_HOURS
  })
  const longest = (TOKEN_MAX_HOURS ?? LONGEST_HOURS) * 3600
  if (ttl > longest) throw new UsageError(`--ttl may be at most ${longest} seconds (TOKEN_MAX_HOURS).`)
  return issueToken(DATA_DIR, actor, ttl)
}

function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}
