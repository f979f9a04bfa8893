import type { TObject } from 'typebox'
import { type Catalogues, type EventKind, recorded } from '../work/catalogue.ts'
import type { Reactions } from '../work/events.ts'

// docs/events.md: the catalogue of events as a page for people, written by `npm run events`.

const heading = `# Events · 事件目录

Each action records one event, in the transaction of the action: a line of the audit trail and a row of the
outbox, with the same payload. The name is the kind of the subject, a dot, and what happened to it. \`?\`
marks a field that may be missing. 🔒 marks a field for the audit trail alone: texts that people wrote, and the
subjects of tokens; it must not be handed to other systems. Personal data of reporters and recipients is in no
event. Every payload may also have \`traceId\`, the trace of the request. ↓ marks an event that
\`GET /v1/events\` shows to all who see its record, also below the unit that keeps it; ⊘ one that it shows to
nobody; others are shown to people of the unit under which they are recorded, and of the units above.

每项操作在同一事务中记录一个事件，同时写入审计记录和待处理事件，两者内容相同。事件名称由事项种类、句点和发生的情况
组成。\`?\` 表示该字段可以没有；🔒 表示该字段仅供审计使用（人员填写的文字、人员标识），不得提供给其他系统。事件中没有
信访人和救助对象的个人信息。每个事件还可带有 \`traceId\`（链路编号）。↓ 表示
\`GET /v1/events\` 向所有有权查看其记录的人员返回该事件，包括保存记录的单位的下级；⊘ 表示不返回；
其他事件只向所属单位及其上级的人员返回。

The same catalogue, with JSON schemas, is the section \`events\` of \`GET /v1/dictionaries\`. This page is
made from the code by \`npm run events\`.
`

/** The page. `reactionsOf`: the reactions of each room, by its name. */
export function eventsPage(catalogues: Catalogues, reactionsOf: Readonly<Record<string, Reactions>>): string {
  const reacting = (name: string) =>
    Object.entries(reactionsOf).flatMap(([room, reactions]) => (name in reactions ? [`\`${room}\``] : []))
  const rooms = Object.entries(catalogues).map(([room, catalogue]) => {
    const rows = Object.entries(catalogue).map(([name, kind]) => row(name, kind, reacting(name)))
    return `## ${room}\n\n${columns}\n${rows.join('\n')}\n`
  })
  return [heading, ...rooms].join('\n')
}

const columns = `| Event | 中文 | English | Payload | Reacts |
|---|---|---|---|---|`

function row(name: string, { label, description, ...kind }: EventKind, reacting: readonly string[]): string {
  const fields = fieldsOf(kind.payload).join('<br>')
  const cells = [
    `\`${name}\`${marks[kind.shownTo ?? 'above']}`,
    label.zh,
    `**${label.en}.** ${description}`,
    fields,
    reacting.join(', ')
  ]
  return `| ${cells.map((cell) => cell || '—').join(' | ')} |`
}

const marks = { above: '', all: ' ↓', nobody: ' ⊘' }

interface Shape {
  type?: string | readonly string[]
  title?: string
  format?: string
  enum?: readonly unknown[]
  items?: Shape
  anyOf?: readonly Shape[]
  'x-audit-only'?: boolean
}

function fieldsOf(payload: TObject): string[] {
  const required: readonly string[] = payload.required ?? []
  return Object.entries(payload.properties).map(([name, schema]) => {
    const shape: Shape = schema
    const mark = required.includes(name) ? '' : '?'
    const secret = shape['x-audit-only'] ? ' 🔒' : ''
    const title = shape.title ?? shape.anyOf?.[0]?.title ?? ''
    return `\`${name}${mark}\` ${title}：${typeOf(shape)}${secret}`
  })
}

/** The type of a field in a few words: its JSON type, with the format. */
function typeOf({ type, format, items, anyOf, enum: codes }: Shape): string {
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' \\| ')
  if (items !== undefined) return `${typeOf(items)}[]`
  const types = typeof type === 'string' ? [type] : (type ?? [])
  const plain = types.map((one) => (one === 'string' ? (codes ? 'code' : (format ?? one)) : one))
  return plain.join(' \\| ')
}

/** The schema of each recorded payload, by the name of the event. */
export function schemasOf(catalogues: Catalogues): Map<string, TObject> {
  const all = Object.values(catalogues).flatMap((catalogue) => Object.entries(catalogue))
  return new Map(all.map(([name, kind]) => [name, recorded(kind)]))
}
