import type { Conflict, Indicator } from '../tables.ts'
import type { NewEvaluationEvaluator } from './schema.ts'
import { refuse } from './vocabulary.ts'

/** What the evaluating unit agreed with other people so far. */
export interface Standing {
  n: number
  items: readonly string[]
  targets: readonly string[]
}

/** What an assignment is compared with. */
export interface Scene {
  indicators: readonly Indicator[]
  /** The place of each evaluated unit, by code. */
  paths: ReadonlyMap<string, string>
  /** Conflicts of the organisation that the evaluating unit knows of, in whatever evaluation. */
  known: readonly Conflict[]
  others: readonly Standing[]
}

/** Refuses indicators that no third party judges, and units that this one must not judge. */
export function check(wanted: NewEvaluationEvaluator, scene: Scene, today: string): void {
  const { agreementFrom, agreementTo, items, targets, conflicts = [] } = wanted
  if (agreementTo < agreementFrom || agreementTo < today) {
    throw refuse('evaluator-agreement-days', { pointer: '/agreementTo', values: { today } })
  }
  for (const [n, code] of items.entries()) {
    const item = scene.indicators.find((one) => one.code === code)
    if (item?.mode !== 'entered' || item.by !== 'third-party') {
      throw refuse('evaluator-items', { pointer: `/items/${n}` })
    }
  }
  const barred = new Set([...conflicts, ...scene.known].map(({ unitCode }) => unitCode))
  for (const [n, code] of targets.entries()) {
    const path = scene.paths.get(code)
    if (path === undefined) throw refuse('evaluator-targets', { pointer: `/targets/${n}` })
    const unit = path.split('.').find((one) => barred.has(one))
    if (unit !== undefined) {
      throw refuse('evaluator-conflict', { pointer: `/targets/${n}`, values: { unit } })
    }
  }
  checkOthers(wanted, scene.others)
}

/** Of one indicator and one unit a single person gives the value. */
function checkOthers({ items, targets }: NewEvaluationEvaluator, others: readonly Standing[]): void {
  for (const other of others) {
    const item = items.findIndex((code) => other.items.includes(code))
    const unit = targets.find((code) => other.targets.includes(code))
    if (item >= 0 && unit !== undefined) {
      throw refuse('evaluator-overlap', { pointer: `/items/${item}`, values: { n: other.n, unit } })
    }
  }
}

/** Refuses whoever calls before the agreement begins, or after its last day. */
export function mustRun(
  { agreementFrom: from, agreementTo: to }: { agreementFrom: string; agreementTo: string },
  today: string
): void {
  if (today < from || today > to) throw refuse('evaluator-agreement-over', { values: { from, to } })
}
