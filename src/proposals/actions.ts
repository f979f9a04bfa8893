import { type Cause, type Citables, causesSeen } from '../causes/index.ts'
import { callInterview } from '../interviews/index.ts'
import { draftNotice } from '../notices/index.ts'
import { present } from '../platform/database/present.ts'
import { updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { reasonOf, textOf, titleOf } from './draft.ts'
import * as rules from './rules.ts'
import type { ProposalAcceptance, ProposalMerge } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Drafts a notice, or calls an interview, with the facts as its causes. */
export function acceptProposal(
  work: Work,
  citables: Citables,
  id: string,
  wanted: ProposalAcceptance | null
) {
  return takeStep(proposalSteps, work, id, 'accept', async (one) => {
    const body = wanted ?? {}
    rules.checkAcceptance(one.kind, body)
    const { causes, leftOut } = await citedBy(work, citables, [one])
    const made =
      one.kind === 'notice'
        ? { noticeId: await noticeTo(work, citables, [one], causes, body) }
        : { interviewId: await interviewWith(work, citables, one, causes, body) }
    await decide(work, one, 'accepted', { ...made, causesLeftOut: leftOut })
    return { event: newEvent('proposal.accepted', { fact: one.fact }) }
  })
}

export function dismissProposal(work: Work, id: string, reason: string) {
  return takeStep(proposalSteps, work, id, 'dismiss', async (one) => {
    await decide(work, one, 'dismissed', { reason })
    return { event: newEvent('proposal.dismissed', { fact: one.fact }) }
  })
}

/** One notice to the targets of several proposals. They are locked in the order of their ids. */
export async function mergeProposals(work: Work, citables: Citables, wanted: ProposalMerge) {
  const { proposalIds, ...content } = wanted
  const locked = new Map<string, store.Locked>()
  for (const id of proposalIds.toSorted()) {
    const one = await store.lock(work.tx, work.actor, id)
    if (one === undefined)
      throw refuse('proposal-not-found', { pointer: `/proposalIds/${proposalIds.indexOf(id)}` })
    locked.set(id, one)
  }
  const all = proposalIds.map((id) => present(locked.get(id)))
  for (const one of all) {
    const refusal = rules.notTheirs('merge', one, work.actor)
    if (refusal !== undefined) throw refusal
  }
  rules.checkMerge(all)
  for (const one of all) {
    const refusal = rules.notNow('merge', one)
    if (refusal !== undefined) throw refusal
  }
  const { causes, leftOut } = await citedBy(work, citables, all)
  const noticeId = await noticeTo(work, citables, all, causes, content)
  for (const one of all) {
    await decide(work, one, 'accepted', { noticeId, causesLeftOut: leftOut })
    work.recordEvent(newEvent('proposal.accepted', { fact: one.fact }), one)
  }
  return { noticeId, proposalIds }
}

type Decision = { noticeId?: string; interviewId?: string; causesLeftOut?: number; reason?: string }

function decide(work: Work, { id }: { id: string }, state: 'accepted' | 'dismissed', made: Decision) {
  return updateRecord(work, 'proposal', id, {
    ...{ state, ...made },
    ...{ decidedOn: work.today, decidedBy: work.actor.sub }
  })
}

/** The records behind the facts that the actor may see and cite, each once, and the number of the others. */
async function citedBy({ tx, actor }: Work, citables: Citables, all: readonly store.Locked[]) {
  const named = new Map<string, Cause>()
  for (const { facts } of all)
    for (const { kind, id } of facts)
      if (kind !== null && id !== null) named.set(`${kind} ${id}`, { kind, id })
  const wanted = [...named.values()].slice(0, MOST_CAUSES)
  const seen = wanted.length === 0 ? [] : await causesSeen(tx, citables, actor, wanted)
  const visible = new Set(seen.map(({ id }) => id))
  const causes = wanted.filter(({ id }) => visible.has(id))
  return { causes, leftOut: named.size - causes.length }
}

/** As many as a body may name. */
const MOST_CAUSES = 100

type NoticeContent = Pick<ProposalAcceptance, 'title' | 'text' | 'answerBy'>

async function noticeTo(
  work: Work,
  citables: Citables,
  all: readonly store.Locked[],
  causes: Cause[],
  { title = titleOf(all), text = textOf(all), answerBy }: NoticeContent
): Promise<string> {
  const { unitCode } = present(all[0])
  const unitCodes = [...new Set(all.map(({ targetCode }) => targetCode))]
  const body = { unitCode, title, text, addressees: { unitCodes }, causes }
  return (await draftNotice(work, citables, { ...body, ...(answerBy && { answerBy }) })).id
}

async function interviewWith(
  work: Work,
  citables: Citables,
  one: store.Locked,
  causes: Cause[],
  { reason = reasonOf(one), calledFor = '' }: ProposalAcceptance
): Promise<string> {
  const { unitCode, targetCode: intervieweeUnitCode } = one
  const body = { unitCode, intervieweeUnitCode, reason, causes, calledFor }
  return (await callInterview(work, citables, body)).id
}

const proposalSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('proposal-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
