import { Type } from 'typebox'
import { duties, permissions, roles } from '../access/permissions.ts'
import { expectedLabels } from '../errors/expected.ts'
import { faultSentences } from '../errors/faults.ts'
import type { Sentence, Wordings } from '../errors/refusal.ts'
import { wordings } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { closed } from '../http/schema.ts'
import type { TableColumns } from '../table/columns.ts'
import { tableSentences } from '../table/sentences.ts'
import { xlsxSentences } from '../xlsx/sentences.ts'
import { describe } from './describe.ts'

/** What a room has to say for itself: its refusals, its faults, its words. */
export interface Vocabulary {
  refusals?: Wordings
  faults?: Record<string, Sentence>
  labels?: Record<string, Record<string, Sentence>>
  /** The tables that are taken in, by name. */
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
    })
  },
  { $id: 'Dictionaries', title: '字典', description: 'All codes that the service uses, with their meaning' }
)

/** `GET /v1/dictionaries`: all codes, in both languages. */
export function dictionaryRoutes(app: App, rooms: readonly Vocabulary[]): void {
  const all: Vocabulary[] = [
    {
      refusals: wordings,
      faults: { ...faultSentences, ...tableSentences, ...xlsxSentences },
      labels: { role: roles, 'role-duty': duties, ...expectedLabels }
    },
    ...rooms
  ]
  const answer = answerOf(all)
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
    async () => answer
  )
}

/** What all rooms and the platform have to say, as the route answers it. */
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
    ...{ name, zh, en, isRequired },
    aliases: [...aliases]
  }))
}

function entries(list: Record<string, Sentence>) {
  return Object.entries(list).map(([code, { zh, en }]) => ({ code, zh, en }))
}
