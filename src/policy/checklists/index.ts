import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { inProject } from '../../platform/project.ts'
import { type Level, levels } from '../../units/index.ts'
import { policies } from '../policies.ts'
import * as rules from './rules.ts'
import { Checklist } from './schema.ts'
import type { Area } from './vocabulary.ts'

const folder = inProject('data/checklists/')

/** One for each policy that has one, the latest first. They are files, as the policies are. */
const checklists: readonly Checklist[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => checked(name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  .sort((a, b) => rank(a) - rank(b))

function rank({ policyId }: Checklist): number {
  return policies.findIndex(({ id }) => id === policyId)
}

function checked(name: string, content: unknown): Checklist {
  const ajv = new Ajv({ strict: false, allErrors: true })
  const check = ajv.compile<Checklist>(Checklist)
  const fail = (what: string) => new Error(`data/checklists/${name}: ${what}`)
  if (!check(content)) throw fail(ajv.errorsText(check.errors))
  const policy = policies.find(({ id }) => id === content.policyId)
  if (policy === undefined) throw fail(`no policy ${content.policyId}`)
  const clauses = new Set(policy.clauses.map(({ id }) => id))
  const loose = content.items.find(({ clauseId }) => !clauses.has(clauseId))
  if (loose !== undefined) throw fail(`no clause ${loose.clauseId}`)
  const ids = content.items.map(({ id }) => id)
  const double = ids.find((id, n) => ids.indexOf(id) !== n)
  if (double !== undefined) throw fail(`${double} is listed twice`)
  return content
}

/** The items that apply on a day, in the order of the text. */
export function checklistOn(on: string): readonly rules.Item[] {
  return rules.inForce(checklists, policies, on)
}

/** The items of an area for a target of a level on a day; none where it has no duty. */
export function itemsFor(area: Area, level: Level, on: string): rules.Item[] {
  return rules.fitting(checklistOn(on), { area, level })
}

/**
 * What a full inspection covers (全面监督检查): by policy and level of the target, the areas that have checklist
 * items. A plan uses the checklist of its own policy.
 */
export const areasByPolicy: Readonly<Record<string, Readonly<Record<Level, readonly Area[]>>>> =
  Object.fromEntries(
    policies.map(({ id, effectiveFrom }) => {
      const items = checklistOn(effectiveFrom)
      const byLevel = levels.map((level) => [level, rules.areasAsked(items, level)])
      return [id, Object.fromEntries(byLevel) as Record<Level, Area[]>]
    })
  )

/** An item by its identifier, also of an earlier checklist; undefined if there never was one. */
export function itemNamed(id: string): rules.Item | undefined {
  return rules.named(checklists, id)
}
