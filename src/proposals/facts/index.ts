import type { FactName } from '../vocabulary.ts'
import { channels, dutyRecords } from './absences.ts'
import { commitmentMissed, noticeUnanswered } from './answers.ts'
import { casesOverdue } from './cases-overdue.ts'
import { deployment } from './deployment.ts'
import { disclosureMissing, leak } from './disclosure.ts'
import { evaluation } from './evaluation.ts'
import type { FactSource } from './fact.ts'
import { findingsOverdue } from './findings-overdue.ts'
import { allocationLate, matchingMissing } from './money.ts'
import { noPlan } from './no-plan.ts'
import { obligationUnmet } from './obligation-unmet.ts'
import { paymentsLate } from './payments-late.ts'
import { relatives } from './relatives.ts'

/** Where each fact is found. */
export const sources: Readonly<Record<FactName, FactSource>> = {
  'payments-late': paymentsLate,
  'findings-overdue': findingsOverdue,
  'obligation-unmet': obligationUnmet,
  'no-plan': noPlan,
  'cases-overdue': casesOverdue,
  'allocation-late': allocationLate,
  'matching-missing': matchingMissing,
  'disclosure-missing': disclosureMissing,
  leak,
  relatives,
  channels,
  'duty-records': dutyRecords,
  'notice-unanswered': noticeUnanswered,
  'commitment-missed': commitmentMissed,
  evaluation,
  deployment
}
