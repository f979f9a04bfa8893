import type { CloudEvent } from '../../platform/feed/index.ts'

/** The type of test events: the catalogue has none of this name. */
export const TEST = 'webhook.test'

export function testEvent(
  { id, unitCode }: { id: string; unitCode: string },
  messageId: string,
  now: Date
): CloudEvent {
  return {
    specversion: '1.0',
    id: messageId,
    source: '/v1/events',
    type: TEST,
    subject: `webhook/${id}`,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    unitcode: unitCode,
    data: {}
  }
}
