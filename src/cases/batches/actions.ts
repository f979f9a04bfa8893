import { type Constraints, failureOf } from '../../platform/database/failures.ts'
import { type Fault, Refusal } from '../../platform/errors/refusal.ts'
import { errorOf } from '../../platform/errors/thrown.ts'
import { refuse as refuseRequest } from '../../platform/errors/wordings.ts'
import { sourceExists } from '../../platform/http/sources.ts'
import type { Work } from '../../platform/work/work.ts'
import { withSource } from '../handed-in/store.ts'
import type { Vault } from '../identity/vault.ts'
import { receiveCase, SOURCE_KEY } from '../intake/actions.ts'
import { checkTexts } from '../intake/free-text.ts'
import type { NewCase } from '../intake/schema.ts'
import * as rules from './rules.ts'

/** One case of a batch as it came out. */
export type Result =
  | { index: number; id: string; number: string | null; receipt: string | null }
  | { index: number; refusal: Refusal }

interface Parts {
  vault: Vault
  constraints: Constraints
}

/**
 * Receives each case of a batch as if it came alone, in one transaction with the kept answer. A refused case
 * is undone and stops no other; when the database fails, there is no batch. `faults`: of cases that do not
 * have the form of a case.
 */
export async function receiveCases(
  work: Work,
  { vault, constraints }: Parts,
  cases: readonly NewCase[],
  faults: ReadonlyMap<number, Fault[]>
): Promise<Result[]> {
  const results: Result[] = []
  for (const index of rules.inOrder(cases)) {
    const wanted = cases[index] as NewCase
    try {
      mustBeSound(wanted, faults.get(index))
      const { id, number, receipt } = await work.apart(() => receiveCase(work, vault, wanted))
      results[index] = { index, id, number, receipt }
    } catch (error) {
      const refusal = await refusalOf(work, wanted, error, constraints)
      const { code, wording, labels } = refusal
      results[index] = { index, refusal: new Refusal(code, wording, rules.placed(refusal, index), labels) }
    }
  }
  return results
}

function mustBeSound(wanted: NewCase, faults: Fault[] | undefined): void {
  if (faults !== undefined) {
    throw refuseRequest('validation-failed', { faults, values: { count: faults.length } })
  }
  checkTexts(wanted)
}

/**
 * The refusal of one case.
 *
 * @throws what is no fault of the case: then the whole batch fails
 */
async function refusalOf(
  { tx, actor }: Work,
  { source }: NewCase,
  error: unknown,
  constraints: Constraints
): Promise<Refusal> {
  if (errorOf(error).constraint === SOURCE_KEY && source !== undefined) {
    return sourceExists(await withSource(tx, actor, source))
  }
  const refusal = error instanceof Refusal ? error : failureOf(error, constraints)
  if (refusal.wording.status >= 500 || refusal.particulars.isPassing) throw error
  return refusal
}
