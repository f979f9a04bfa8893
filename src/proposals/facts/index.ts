import type { FactName } from '../vocabulary.ts'
import type { FactSource } from './fact.ts'
import { findingsOverdue } from './findings-overdue.ts'
import { obligationUnmet } from './obligation-unmet.ts'
import { paymentsLate } from './payments-late.ts'

/** Where each fact is found. */
export const sources: Readonly<Record<FactName, FactSource>> = {
  'payments-late': paymentsLate,
  'findings-overdue': findingsOverdue,
  'obligation-unmet': obligationUnmet
}
