import { basename } from 'node:path'
import { bare, type Source } from './source.ts'

// One form for each thing. What a kit cannot do is written by hand, and named here with the reason.

/** Steps that do not go through `takeStep`, by file. */
const stepsByHand: Record<string, string> = {
  'cases/identity/actions.ts': 'an opening leaves the record as it is',
  'cases/referrals/actions.ts': 'made from records of several kinds, each of which has steps of its own',
  'cases/letters/actions.ts': 'open',
  'cases/bulletins/actions.ts': 'open',
  'fund-checks/exceptions/findings.ts': 'open',
  'fund-checks/runs/schedules.ts': 'open',
  'funds/accounts/actions.ts': 'open',
  'funds/allocations/actions.ts': 'open',
  'funds/allocations/correct.ts': 'open',
  'funds/disbursements/actions.ts': 'open',
  'funds/programmes/actions.ts': 'open',
  'funds/uploads/actions.ts': 'open',
  'funds/uploads/present.ts': 'open',
  'inspections/steps/actions.ts': 'open'
}

/** Lists that do not go through `defineList`, by the file of their routes. */
const listsByHand: Record<string, string> = {
  'cases/bulletins/routes.ts': 'open',
  'cases/readings/routes.ts': 'open',
  'cases/referrals/clue-routes.ts': 'open',
  'cases/referrals/routes.ts': 'open',
  'cases/routes.ts': 'a recursive list of the same facts and a union of two scopes',
  'cases/timeline/routes.ts': 'a union of what was recorded, with its own order',
  'causes/routes.ts': 'one statement over every kind of record',
  'duty-records/standing/routes.ts': 'computed from units and records for a year that the caller names',
  'fund-checks/routes.ts': 'open',
  'fund-checks/runs/routes.ts': 'open',
  'funds/accounts/routes.ts': 'open',
  'funds/allocations/chains/routes.ts': 'open',
  'funds/allocations/routes.ts': 'open',
  'funds/disbursements/routes.ts': 'open',
  'funds/programmes/routes.ts': 'open',
  'funds/uploads/routes.ts': 'open',
  'inspections/campaigns/routes.ts': 'open',
  'inspections/teams/routes.ts': 'open',
  'notices/answers/routes.ts': 'open',
  'notices/routes.ts': 'open',
  'policy/checklists/routes.ts': 'items of a file, not rows of a table'
}

/** Files that look at the version of a record by themselves. */
export function steppingByHand(all: readonly Source[]): string[] {
  return all
    .filter(({ file, text }) => !file.startsWith('platform/work/') && /\bwork\.match\(/.test(bare(text)))
    .map(({ file }) => file)
    .filter((file) => !Object.hasOwn(stepsByHand, file))
}

/** Files of routes that give a list which no `list.ts` describes. */
export function listingByHand(all: readonly Source[]): string[] {
  return all
    .filter(({ text }) => {
      const given = [...bare(text).matchAll(/\breply\.list\(/g)].length
      const described = [...bare(text).matchAll(/\.asked\(/g)].length
      return given > described
    })
    .map(({ file }) => file)
    .filter((file) => !Object.hasOwn(listsByHand, file))
}

/** Exceptions that are needed no longer. */
export function needless(all: readonly Source[]): string[] {
  const byFile = new Map(all.map((one) => [one.file, one.text]))
  const still = (file: string, wanted: RegExp) => wanted.test(bare(byFile.get(file) ?? ''))
  return [
    ...Object.keys(stepsByHand).filter((file) => !still(file, /\bwork\.match\(/)),
    ...Object.keys(listsByHand).filter((file) => !still(file, /\breply\.list\(/))
  ]
}

/** A file `reactions.ts` that offers anything else. */
export function unrelatedToReactions(all: readonly Source[]): string[] {
  return all
    .filter(({ file }) => basename(file) === 'reactions.ts')
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?\w+ (\w+)/gm)]
        .filter(([, name]) => name !== 'reactions')
        .map(([, name]) => `${file} offers ${name}`)
    )
}

/** Casts that hide a column which was forgotten, or a record that may be missing. */
const castsOfRows = /\bas (?:Promise<)?(?:store\.)?(?:Place|Shown|Versioned)\b/

export function castRows(all: readonly Source[]): string[] {
  return all.flatMap(({ file, lines }) =>
    lines.flatMap((line, n) => (castsOfRows.test(bare(line)) ? [`${file}:${n + 1} ${line.trim()}`] : []))
  )
}
