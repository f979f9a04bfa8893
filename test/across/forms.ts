import { basename } from 'node:path'
import { bare, type Source } from './source.ts'

// One form for each thing. What a kit cannot do is written by hand, and named here with the reason.

/** Steps that do not go through `takeStep`, by file. */
const stepsByHand: Record<string, string> = {
  'cases/identity/actions.ts': 'an opening leaves the case as it is',
  'cases/letters/actions.ts': 'a letter is made from a case that stays as it is',
  'cases/referrals/actions.ts':
    'a referral is made from records of several kinds, which have steps of their own',
  'disclosure/checks/actions.ts': 'makes findings from a check, which never changes',
  'fund-checks/exceptions/findings.ts': 'makes findings from a check, which never changes',
  'fund-checks/runs/schedules.ts': 'a setting of a province, which may not exist yet',
  'evaluations/computing/actions.ts': 'begins an operation, which changes the record later',
  'funds/uploads/actions.ts': 'a file is read before its batch is locked',
  'funds/uploads/present.ts': 'a file is read before its batch is locked',
  'public-lists/lists/actions.ts': 'a check of a list leaves it as it is',
  'public-lists/register/actions.ts': 'a register of a county, which may not exist yet',
  'relatives/members/actions.ts': 'a file about a batch, which stays as it is',
  'relatives/ties/actions.ts': 'a file of a unit, which may have none yet',
  'relatives/checks/exceptions/findings.ts': 'makes findings from a check, which never changes',
  'inspections/steps/actions.ts': 'makes another record: a finding, or the draw of a team'
}

/** Lists that do not go through `defineList`, by the file of their routes. */
const listsByHand: Record<string, string> = {
  'cases/timeline/routes.ts': 'a union of what was recorded, in an order of its own',
  'causes/routes.ts': 'one statement over every kind of record',
  'compliance/routes.ts': 'computed from the records of all rooms for a year that the caller names',
  'deployments/progress/routes.ts': 'computed from reports as of a day that the caller names',
  'disclosure/missing/routes.ts': 'computed from units, boards and months for a day that the caller names',
  'duty-records/standing/routes.ts': 'computed from units and records for a year that the caller names',
  'funds/allocations/chains/routes.ts': 'recursive, from the first allocation down',
  'notices/answers/routes.ts': 'a union of addressed units and answers',
  'notices/routes.ts': 'a union of issued and received notices',
  'policy/checklists/routes.ts': 'from the file of the policy, without a table',
  'statistics/answer.ts': 'groups of the records of a list, which change with the parameter'
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
