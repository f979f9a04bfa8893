import { Webhook } from 'standardwebhooks'
import type { CloudEvent } from '../../platform/feed/index.ts'
import type { Message } from './send.ts'

/** An event as it is sent, signed with each of the secrets (Standard Webhooks). */
export function messageOf(url: string, secrets: readonly string[], event: CloudEvent, now: Date): Message {
  const body = JSON.stringify(event)
  const signatures = secrets.map((secret) => new Webhook(secret).sign(event.id, now, body))
  return {
    url,
    body,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'social-assistance-supervision',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signatures.join(' ')
    }
  }
}
