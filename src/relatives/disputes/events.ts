import { event, writtenReason } from '../../platform/work/catalogue.ts'
import { FilingId, FoundOn, Reason } from './fields.ts'

/** Disputes of filings. The unit of the filer does not see their events. */
export const disputeEvents = {
  'relative-dispute.made': event(
    { zh: '认定备案不实', en: 'Filing disputed' },
    'A unit above the filer found a filing to be false. Neither people nor the basis are in the event.',
    { filingId: FilingId, reason: Reason, foundOn: FoundOn }
  ),
  'relative-dispute.withdrawn': event(
    { zh: '撤回备案不实的认定', en: 'Dispute withdrawn' },
    'A dispute was withdrawn. Later checks no longer count it.',
    { reason: writtenReason('撤回理由', 'Reason of the withdrawal') }
  )
}
