import { Type } from 'typebox'
import { permissionLabels } from '../access/permission-labels.ts'
import { duties, permissions, roles } from '../access/permissions.ts'
import { troubles } from '../audit/troubles.ts'
import { drawParts } from '../draw/schema.ts'
import { expectedLabels } from '../errors/expected.ts'
import { faultSentences } from '../errors/faults.ts'
import type { Sentence, Wordings } from '../errors/refusal.ts'
import { wordings } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { type Asset, compressed, JSON_TYPE, sendAsset } from '../http/compressed.ts'
import { closed } from '../http/schema.ts'
import { healthStates } from '../observability/health.ts'
import { operationStates } from '../operations/fields.ts'
import { operationPhases } from '../operations/phases.ts'
import type { TableColumns } from '../table/columns.ts'
import { tableSentences } from '../table/sentences.ts'
import { type Catalogue, type Catalogues, recorded } from '../work/catalogue.ts'
import { xlsxSentences } from '../xlsx/sentences.ts'
import { describe } from './describe.ts'

/** The texts of a room: its refusals, its faults and the labels of its codes. */
export interface Vocabulary {
  refusals?: Wordings
  faults?: Record<string, Sentence>
  labels?: Record<string, Record<string, Sentence>>
  /** The tables that can be uploaded, by name. */
  tables?: Record<string, TableColumns>
}

const Entry = closed({
  code: Type.String({ title: '代码', description: 'Code, as the API uses it' }),
  zh: Type.String({ title: '中文', description: 'Official Chinese term' }),
  en: Type.String({ title: '英文', description: 'English term' })
})

const TableColumn = closed({
  name: Type.String({ title: '列', description: 'Name of the column' }),
  zh: Type.String({ title: '中文', description: 'Header in Chinese' }),
  en: Type.String({ title: '英文', description: 'Content of the column, in English' }),
  isRequired: Type.Boolean({ title: '必填', description: 'Whether the column is required' }),
  aliases: Type.Array(Type.String(), { title: '别名', description: 'Other headers that are accepted' })
})

const EventEntry = closed({
  name: Type.String({
    title: '事件名称',
    description: 'Name: kind of the subject, a dot, what happened to it'
  }),
  zh: Type.String({ title: '中文', description: 'Official Chinese term' }),
  en: Type.String({ title: '英文', description: 'English term' }),
  description: Type.String({ title: '说明', description: 'Explanation, in English' }),
  room: Type.String({ title: '所属模块', description: 'Part of the service that records the event' }),
  payload: Type.Unsafe<object>({
    type: 'object',
    additionalProperties: true,
    title: '数据结构',
    description:
      'JSON schema of the payload. Fields with `x-audit-only` are for the audit trail alone: ' +
      'they may say who a person is'
  })
})

const Dictionaries = closed(
  {
    errors: Type.Array(
      closed({
        code: Type.String({ title: '错误码', description: 'Stable code' }),
        status: Type.Integer({ title: '状态码', description: 'HTTP status' }),
        zh: Type.String({ title: '中文', description: 'Title in Chinese' }),
        en: Type.String({ title: '英文', description: 'Title in English' })
      })
    ),
    faults: Type.Array(Entry),
    permissions: Type.Array(
      closed({
        permission: Type.String({ title: '权限', description: '`room:verb`' }),
        roles: Type.Array(Type.String(), {
          title: '角色',
          description: 'Roles that give the permission; one of them is needed'
        })
      })
    ),
    words: Type.Record(Type.String(), Type.Array(Entry), {
      description: 'Labels of codes, by name of the list: level, coverage, …'
    }),
    tables: Type.Record(Type.String(), Type.Array(TableColumn), {
      description: 'Columns of the tables that can be uploaded, by name of the table: roster, payments, units'
    }),
    events: Type.Array(EventEntry, {
      title: '事件目录',
      description: 'Events that the service records, with the schema of their payload'
    })
  },
  { $id: 'Dictionaries', title: '字典', description: 'All codes that the service uses, with their meaning' }
)

const platform: Vocabulary = {
  refusals: wordings,
  faults: { ...faultSentences, ...tableSentences, ...xlsxSentences },
  labels: {
    role: roles,
    'role-duty': duties,
    ...expectedLabels,
    permission: permissionLabels,
    'operation-state': operationStates,
    'operation-phase': operationPhases,
    'audit-trouble': troubles,
    'draw-part': drawParts,
    'health-state': healthStates
  }
}

/** The labels of all codes, by list: those of the platform and those of the rooms. */
export function labelLists(rooms: readonly Vocabulary[]): Record<string, Record<string, Sentence>> {
  return Object.assign({}, ...[platform, ...rooms].map(({ labels = {} }) => labels))
}

/** `GET /v1/dictionaries`: all codes, in both languages. */
export function dictionaryRoutes(app: App, rooms: readonly Vocabulary[], catalogues: Catalogues): void {
  const events = Object.entries(catalogues).flatMap(([room, catalogue]) => eventsOf(room, catalogue))
  const answer = { ...answerOf([platform, ...rooms]), events }
  let asset: Promise<Asset> | undefined
  app.addSchema(Dictionaries)
  app.get(
    '/v1/dictionaries',
    {
      config: { permission: 'dictionaries:read', scope: 'open' },
      schema: {
        ...describe('getDictionaries', 'reference', '全部代码及其含义', {
          zh: '返回本服务使用的全部代码及其中英文含义。',
          en: 'Returns all codes that the service uses, with their meaning in Chinese and English.'
        }),
        response: { 200: Type.Unsafe<typeof answer>({ $ref: 'Dictionaries#' }) }
      }
    },
    async (_request, reply) => {
      asset ??= compressed(Buffer.from(String(reply.serialize(answer))), JSON_TYPE)
      // `never`: the body is already text, and not the type of the route.
      return sendAsset(await asset, 'private, no-cache', reply) as never
    }
  )
}

/** The texts of the platform and of all rooms, as the route answers them. */
function answerOf(all: readonly Vocabulary[]) {
  return {
    errors: all.flatMap(({ refusals = {} }) =>
      Object.entries(refusals).map(([code, { status, title }]) => ({ code, status, ...title }))
    ),
    faults: all.flatMap(({ faults = {} }) => entries(faults)),
    permissions: Object.entries(permissions).map(([permission, needed]) => ({
      permission,
      roles: [...needed]
    })),
    words: Object.fromEntries(
      all.flatMap(({ labels = {} }) => Object.entries(labels).map(([name, list]) => [name, entries(list)]))
    ),
    tables: Object.fromEntries(
      all.flatMap(({ tables = {} }) =>
        Object.entries(tables).map(([name, table]) => [name, columnsOf(table)])
      )
    )
  }
}

function columnsOf({ columns }: TableColumns) {
  return columns.map(({ name, zh, en, isRequired, aliases }) => ({
    name,
    zh,
    en,
    isRequired,
    aliases: [...aliases]
  }))
}

function eventsOf(room: string, catalogue: Catalogue) {
  return Object.entries(catalogue).map(([name, kind]) => ({
    name,
    ...kind.label,
    description: kind.description,
    room,
    payload: recorded(kind)
  }))
}

function entries(list: Record<string, Sentence>) {
  return Object.entries(list).map(([code, { zh, en }]) => ({ code, zh, en }))
}
