import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { learn } from '../platform/errors/lawbook.ts'
import { inProject } from '../platform/project.ts'
import { Policy } from './schema.ts'

const folder = inProject('data/policies/')

/** All policies, the latest first. They are files: a change of the law is a new file, reviewed like code. */
export const policies: readonly Policy[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => checked(name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))

function checked(name: string, content: unknown): Policy {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const check = ajv.compile<Policy>(Policy)
  if (!check(content)) throw new Error(`data/policies/${name}: ${ajv.errorsText(check.errors)}`)
  const clauses = new Set(content.clauses.map(({ id }) => id))
  const { terms, disclosures, displays, relatives } = content
  const loose = [...citing(content), relatives, ...relatives.relations].find(
    ({ clauseId }) => !clauses.has(clauseId)
  )
  if (loose !== undefined) throw new Error(`data/policies/${name}: no clause ${loose.clauseId}`)
  const rules = new Set(content.terms.map(({ rule }) => rule))
  const named = [
    ...terms.map(({ extension }) => extension),
    ...disclosures.flatMap(({ term, limit }) => [term, limit]),
    ...displays.map(({ rule }) => rule)
  ]
  const unknown = named.find((rule) => rule !== undefined && !rules.has(rule))
  if (unknown !== undefined) throw new Error(`data/policies/${name}: no term ${unknown}`)
  return content
}

/** All that names a clause, but the rules on near relatives. */
function citing({ quotas, terms, sanctions, retention, duties, programmes, ...content }: Policy) {
  const { disclosures, compliance, proposals } = content
  const standing = [...quotas, ...terms, ...sanctions, ...retention, ...duties, ...programmes]
  return [...standing, ...disclosures, ...compliance, ...proposals]
}

learn(policies.flatMap(({ clauses }) => clauses))
