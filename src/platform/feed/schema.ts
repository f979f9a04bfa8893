import { type Static, Type } from 'typebox'
import { severalOf } from '../http/lists/filters.ts'
import { PAGE, pageParameters } from '../http/lists/paging.ts'
import { closed, Instant, OPERATOR_OR_CODE, oneOf, UnitCode } from '../http/schema.ts'
import { waitParameter } from '../http/waiters.ts'
import { type Catalogues, type EventKind, kindsOf } from '../work/catalogue.ts'

export const CloudEvent = closed(
  {
    specversion: Type.Literal('1.0', { title: '规范版本', description: 'Version of CloudEvents' }),
    id: Type.String({
      format: 'uuid',
      title: '事件标识',
      description: 'Identifier of the event, the same each time it is read'
    }),
    source: Type.String({ title: '来源', description: 'Address of the feed' }),
    type: Type.String({
      title: '事件名称',
      description: 'Name in the catalogue of events',
      examples: ['finding.made']
    }),
    subject: Type.String({
      title: '对象',
      description: 'Kind of the record, a slash, and its identifier or code',
      examples: ['finding/019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01']
    }),
    time: { ...Instant, title: '发生时间', description: 'Time at which it happened' },
    datacontenttype: Type.Literal('application/json', {
      title: '数据格式',
      description: 'Media type of the payload'
    }),
    unitcode: Type.Optional({
      ...UnitCode,
      pattern: OPERATOR_OR_CODE,
      title: '单位代码',
      description: 'Unit under which it was recorded; `*` for the operator'
    }),
    data: Type.Record(Type.String(), Type.Unknown(), {
      title: '数据',
      description:
        'Payload as in the catalogue of events, without the fields for the audit trail alone; empty for ' +
        'readers below the unit under which it was recorded'
    })
  },
  {
    $id: 'CloudEvent',
    title: '事件',
    description: 'Event in the form of CloudEvents 1.0'
  }
)

export type CloudEvent = Static<typeof CloudEvent>

export const EventPage = closed(
  {
    items: Type.Array(Type.Unsafe<CloudEvent>({ $ref: 'CloudEvent#' })),
    next: Type.String({
      title: '续读游标',
      description: 'Cursor for `after` of the next request; always there, also where no event came'
    })
  },
  { $id: 'EventPage', title: '事件列表', description: 'Events in their order, the oldest first' }
)

const type = { title: '事件名称', description: 'Name in the catalogue of events', 'x-enum': 'EventType' }

const parameters = {
  after: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      title: '起始游标',
      description: 'Cursor: `next` of the last answer; left out: from the oldest event that is kept'
    })
  ),
  limit: pageParameters.limit,
  within: Type.Optional(
    Type.String({
      pattern: OPERATOR_OR_CODE,
      maxLength: 20,
      title: '辖区',
      description:
        'Code of a unit: events recorded under it and under all units below it. Default: all that the ' +
        'caller sees, also those recorded under units above'
    })
  ),
  wait: waitParameter('Longest wait in seconds where there is no event yet')
}

/** The names of the events that the feed shows to somebody. */
export function shownNames(kinds: ReadonlyMap<string, EventKind>): string[] {
  return [...kinds].filter(([, { shownTo }]) => shownTo !== 'nobody').map(([name]) => name)
}

/** The labels of these names, as a list of the document. */
export function eventLabels(catalogues: Catalogues) {
  const kinds = kindsOf(catalogues)
  const labels = shownNames(kinds).map((name) => [name, kinds.get(name)?.label ?? { zh: name, en: name }])
  return { 'event-type': Object.fromEntries(labels) }
}

/** The query; the names of types are those of the catalogue. */
export function eventQuery(names: readonly string[]) {
  return closed({ ...parameters, type: Type.Optional(severalOf(oneOf(names, type))) })
}

export { PAGE }
