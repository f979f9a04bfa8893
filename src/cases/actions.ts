import type { Actor } from '../platform/auth/actor.ts'
import { actionsOf } from '../platform/work/step.ts'
import * as rules from './rules.ts'

/** Steps that are asked for at the address of another one. */
const paths: Partial<Record<rules.StepName, rules.StepName>> = {
  'reply-at-once': 'reply',
  'take-over': 'forward',
  'send-aside': 'recuse'
}

/** The steps of a case by the names of their paths; `correct` is the PATCH of the case. */
export const actionNames = rules.stepNames.filter((name) => paths[name] === undefined)

/** A case with what decides whether a step that its state allows leads anywhere. */
export interface Offering extends rules.Standing {
  terms: readonly { rule: string; metOn: string | null }[]
  forwardings: readonly { objectedOn: string | null }[]
  identityErasure: { confirmedOn: string | null } | null
}

/** The steps that an actor may take of a case as it is now. */
export function caseActions(one: Offering, actor: Actor, today: string): rules.StepName[] {
  const open = actionsOf(rules, one, actor, today).filter((name) => leadsOn(name, one, actor))
  return actionNames.filter((name) => open.some((step) => (paths[step] ?? step) === name))
}

/** What the tables do not say: a term that must run, a forwarding to object to, an identity that is there. */
function leadsOn(name: rules.StepName, one: Offering, { unitCode }: Actor): boolean {
  const hasIdentity = !one.anonymous && one.identityErasedOn === null
  const isRunning = (...wanted: string[]) =>
    one.terms.some(({ rule, metOn }) => metOn === null && wanted.includes(rule))
  const asked = one.identityErasure
  const ancestors = one.path.split('.')
  const conditions: Partial<Record<rules.StepName, boolean>> = {
    'take-over': rules.isTakeOver(one, one.decidingUnitCode),
    object: one.forwardings.some(({ objectedOn }) => objectedOn === null),
    extend: isRunning('case.conclude'),
    exclude: isRunning('case.conclude', 'case.review', 'case.recheck'),
    'request-review': isRunning('case.review-request'),
    'request-recheck': isRunning('case.recheck-request'),
    'withdraw-accusation':
      one.accusedUnitCodes.length > 0 && ancestors.indexOf(unitCode) < ancestors.length - 1,
    'correct-reporter': hasIdentity,
    'erase-identity': hasIdentity && asked === null,
    'confirm-erasure': asked !== null && asked.confirmedOn === null
  }
  return conditions[name] ?? true
}
