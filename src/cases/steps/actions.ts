import type { Static } from 'typebox'
import { calendarOf } from '../../calendar/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { lapsingTerms } from '../../policy/index.ts'
import { excludeDays, extendTerm, resumeTerm } from '../../terms/index.ts'
import { actingOf, unitPlace } from '../../units/index.ts'
import { checkForward } from '../accused/rules.ts'
import { barredAmong } from '../accused/store.ts'
import { mayLink } from '../links/actions.ts'
import { checkSameFacts } from '../links/rules.ts'
import { sameFacts } from '../links/store.ts'
import * as parts from '../parts.ts'
import * as rules from '../rules.ts'
import { checkStillRunning, ending, lastTerm, runningTerm, termAtReceipt } from '../term-rules.ts'
import { refuse } from '../vocabulary.ts'
import type * as schema from './schema.ts'
import { takeStep } from './step.ts'
import { checkUnit } from './turn-rules.ts'

/** Accepts a case: the term for the notice to the petitioner is met, the term for the conclusion begins. */
export function acceptCase(work: Work, id: string) {
  const { tx, actor, today } = work
  return takeStep(work, id, 'accept', async ({ one }) => {
    checkSameFacts(await sameFacts(tx, actor, id))
    const unitCode = one.unitCode
    const handler = { handlerSub: actor.sub, handlerName: actor.name }
    return {
      // A handler named before stays; otherwise the person who accepts becomes the handler.
      change: { acceptedOn: today, ...(one.handlerSub === null ? handler : {}) },
      meet: ['case.notify', 'case.object'],
      begin: one.kind === 'appeal' ? [{ rule: 'case.conclude', startedOn: today, unitCode }] : [],
      event: (step) => newEvent('case.accepted', step)
    }
  })
}

export function declineCase(work: Work, id: string, { reason, sameFactsAs }: Static<typeof schema.Decline>) {
  return takeStep(work, id, 'decline', async ({ one }) => {
    if (sameFactsAs !== undefined) await mayLink(work, one, sameFactsAs, '/sameFactsAs')
    return {
      change: { declineReason: reason, sameFactsAs },
      meet: ending,
      event: (step) => newEvent('case.declined', { ...step, reason, sameFactsAs })
    }
  })
}

/** Forwards a case to a unit above or below. It gets a new term for its notice, and one for an objection. */
export function forwardCase(work: Work, id: string, { toUnitCode, note }: Static<typeof schema.Forward>) {
  const { tx, actor, today } = work
  const step = (one: rules.Standing) => (rules.isTakeOver(one, toUnitCode) ? 'take-over' : 'forward')
  return takeStep(work, id, step, async ({ one }) => {
    await placeOf(tx, actor, 'unit', toUnitCode, '/toUnitCode')
    const to = present(await unitPlace(tx, toUnitCode))
    checkUnit(to, today, '/toUnitCode')
    const line = to.path.split('.')
    checkForward(one, toUnitCode, line, await barredAmong(tx, line, one.hiddenFrom))
    const fromUnitCode = one.unitCode
    const details = { fromUnitCode, toUnitCode }
    if (rules.isTakeOver(one, toUnitCode)) {
      return {
        change: rules.handing(to),
        event: ({ terms }) => newEvent('case.forwarded', { ...details, note, terms })
      }
    }
    return {
      change: rules.handing(to),
      meet: ending,
      begin: [termAtReceipt(one.kind), 'case.object'].map((rule) => {
        return { rule, startedOn: today, unitCode: toUnitCode }
      }),
      also: () => parts.insertForwarding(tx, id, { fromUnitCode, toUnitCode, note, forwardedOn: today }),
      event: ({ terms }) => newEvent('case.forwarded', { ...details, terms })
    }
  })
}

/**
 * The receiving unit objects and gives the case back within its term. The petitioner has had no notice yet,
 * so the term that ended with the forwarding runs on, from the day on which the other unit first had the
 * case.
 */
export function objectToCase(work: Work, id: string, reason: string) {
  const { tx, today } = work
  return takeStep(work, id, 'object', async ({ one, terms }) => {
    const forwarding = await parts.lastForwarding(tx, id)
    if (forwarding === undefined) throw refuse('not-forwarded')
    const to = present(await unitPlace(tx, forwarding.toUnitCode))
    if (actingOf(to) !== one.decidingUnitCode) throw refuse('not-forwarded')
    const term = present(lastTerm(terms, 'case.object', to.code))
    checkStillRunning('objection-too-late', term, today)
    // If the unit that forwarded the case has ended, the case goes back to the unit that acts for it.
    const from = present(await unitPlace(tx, forwarding.fromUnitCode))
    const back = from.actingCode === null ? from : present(await unitPlace(tx, from.actingCode))
    if (back.code === one.decidingUnitCode) throw refuse('objection-to-itself')
    const line = back.path.split('.')
    checkForward(one, back.code, line, await barredAmong(tx, line, one.hiddenFrom))
    const before = present(lastTerm(terms, termAtReceipt(one.kind), from.code))
    return {
      change: rules.handing(back),
      meet: ending,
      also: async () => {
        await parts.object(tx, id, forwarding.position, reason, today)
        await resumeTerm(tx, before)
      },
      event: ({ terms }) => {
        const units = { fromUnitCode: one.unitCode, toUnitCode: back.code }
        return newEvent('case.objected', { reason, ...units, dueOn: before.dueOn, terms })
      }
    }
  })
}

/** Extends the term, once, by a leader, before it is over. The reason is sent to the petitioner. */
export function extendCase(work: Work, id: string, { days, reason }: Static<typeof schema.Extension>) {
  const { tx, today } = work
  return takeStep(work, id, 'extend', async ({ terms }) => {
    const term = runningTerm(terms, ['case.conclude'])
    if (term === undefined) throw refuse('no-running-term')
    checkStillRunning('term-over', term, today)
    const extended = await extendTerm(tx, await calendarOf(tx), term, days)
    const [from, to] = [term.dueOn, extended.dueOn]
    return { event: ({ terms }) => newEvent('case.extended', { days, reason, from, to, terms }) }
  })
}

/** Excludes days, for example of a hearing, from the running term, before that term is over. */
export function excludeFromCase(work: Work, id: string, wanted: Static<typeof schema.Exclusion>) {
  const { tx, today } = work
  return takeStep(work, id, 'exclude', async ({ terms }) => {
    const term = runningTerm(terms, ['case.conclude', 'case.review', 'case.recheck'])
    if (term === undefined) throw refuse('no-running-term')
    checkStillRunning('term-over', term, today)
    const longer = await excludeDays(tx, await calendarOf(tx), term, wanted)
    const told = { ...wanted, rule: term.rule, dueFrom: term.dueOn, dueTo: longer.dueOn }
    return { event: ({ terms }) => newEvent('case.days-excluded', { ...told, terms }) }
  })
}

/** The written reply. The petitioner of an appeal may then ask the unit above for a review. */
export function replyToCase(work: Work, id: string, { text, outcome, cause }: Static<typeof schema.Reply>) {
  const { tx, actor, today } = work
  return takeStep(work, id, rules.replyStep, async ({ one }) => {
    // A case that is answered at once was not accepted, so the check of acceptance is made here.
    if (rules.isWaiting(one)) checkSameFacts(await sameFacts(tx, actor, id))
    const { kind, unitCode, decidingUnitCode, handlerSub } = one
    return {
      change: {
        cause,
        concludedOn: today,
        ...(handlerSub === null ? { handlerSub: actor.sub, handlerName: actor.name } : {})
      },
      meet: ending,
      begin: kind === 'appeal' ? [{ rule: 'case.review-request', startedOn: today, unitCode }] : [],
      decision: { stage: 'reply', unitCode: decidingUnitCode, outcome, text },
      event: (step) => newEvent('case.replied', { ...step, outcome, cause })
    }
  })
}

export function withdrawCase(work: Work, id: string, wanted: Static<typeof schema.Withdrawal> | null) {
  const change = { closedOn: work.today }
  return takeStep(work, id, 'withdraw', () => ({
    change,
    meet: [...ending, ...lapsingTerms],
    event: (step) => newEvent('case.withdrawn', { ...step, reason: wanted?.reason })
  }))
}

/** Closes and files a case. The petitioner may still request a review within the term. */
export function closeCase(work: Work, id: string) {
  return takeStep(work, id, 'close', () => ({
    change: { closedOn: work.today },
    meet: ending,
    event: (step) => newEvent('case.closed', step)
  }))
}
