import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from 'typebox'
import { AMOUNT, YUAN } from '../values/money.ts'

/** A named schema of the OpenAPI document. */
export type Named<T extends TSchema = TSchema> = T & { $id: string }

/** Refers to a named schema instead of repeating it. */
export function ref<T extends TSchema>(schema: T) {
  return Type.Unsafe<Static<T>>({ $ref: `${(schema as unknown as Named).$id}#` })
}

/** An object without other fields than its own. */
export function closed<P extends TProperties>(properties: P, options: object = {}): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/**
 * One of several codes. In the OpenAPI document it is a component, named for the dictionary list with the
 * same codes; `x-enum` names it where there is no such list, or two.
 */
export function oneOf<const T extends readonly string[]>(words: T, options: object = {}) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...options })
}

/**
 * The same, or null. As two types where possible and not as a choice of two schemas: the serializer tries
 * each schema of a choice on every value, which takes longer than writing the value.
 */
export function nullable<T extends TSchema>(schema: T) {
  const { type, enum: words, ...rest } = schema as T & { type?: string; enum?: unknown[] }
  if (type === undefined || type === 'object') {
    return Type.Union([schema, Type.Null()]) as unknown as TUnsafe<Static<T> | null>
  }
  const values = words === undefined ? {} : { enum: [...words, null] }
  return Type.Unsafe<Static<T> | null>({ ...rest, type: [type, 'null'], ...values })
}

/** A page of a list. */
export function listOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: nullable(
      Type.String({ title: '下一页游标', description: 'Cursor of the next page; null on the last page' })
    ),
    total: Type.Optional(
      Type.Integer({ title: '总数', description: 'Number of records on all pages; given with `count=true`' })
    )
  })
}

export const Id = Type.String({
  format: 'uuid',
  title: '标识',
  description: 'Identifier, a UUID of version 7'
})
export const idParams = closed({ id: Id })

export const UnitCode = Type.String({
  pattern: '^[0-9A-Za-z]{2,20}$',
  maxLength: 20,
  title: '单位代码',
  description: 'Code of a unit'
})

/** Kind of an operation: the room that does the work, a dot, the name of the work. */
export const OPERATION_KIND = '^[a-z-]+\\.[a-z-]+$'

/** A unit, or `*` for every unit, which only the operator can name. */
export const OPERATOR_OR_CODE = '^([0-9A-Za-z]{2,20}|\\*)$'

export const LocalDate = Type.String({
  format: 'date',
  // PostgreSQL has no year 0, and no document here is older than a thousand years.
  pattern: '^[12]',
  maxLength: 10,
  title: '日期',
  description: 'Date in Asia/Shanghai'
})

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d'
// JavaScript has no leap seconds; PostgreSQL keeps microseconds.
const TIME = `T${CLOCK}:[0-5]\\d(\\.\\d{1,6})?(Z|[+-]${CLOCK})`

/**
 * An instant. In SQL use `inUtc`: PostgreSQL has no offset beyond 15:59. Not before 1910: until 1901 the
 * clocks of Shanghai were ahead by minutes and seconds, which no answer could express.
 */
export const Instant = Type.String({
  format: 'date-time',
  pattern: `^(19[1-9]|2\\d{2})\\d-\\d{2}-\\d{2}${TIME}$`,
  maxLength: 40,
  title: '时间',
  description: 'Date and time with offset (RFC 3339)'
})

/** When a record was last changed, or made. */
export const updatedAt = { ...Instant, title: '更新时间', description: 'Last change of the record' }

/** The steps that the caller may take now. */
export function actions<const T extends readonly string[]>(names: T) {
  return Type.Array(oneOf(names, { title: '操作', description: 'Step of the record' }), {
    title: '可执行操作',
    description: 'Steps that the caller may take now, named like their paths'
  })
}

/**
 * The time of a meeting: its day, or the instant at which it begins. Kept and shown in the form in which it
 * was given.
 */
export const Moment = Type.Unsafe<string>({
  anyOf: [
    { type: 'string', format: 'date', maxLength: 10 },
    { type: 'string', format: 'date-time', maxLength: 40 }
  ],
  pattern: `^[12]\\d{3}-\\d{2}-\\d{2}(${TIME})?$`,
  title: '时间',
  description: 'Date in Asia/Shanghai, or date and time with offset (RFC 3339)'
})

/** A day of every year: 29 February is none. */
export const MonthDay = Type.String({
  pattern:
    '^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|' +
    '02-(0[1-9]|1[0-9]|2[0-8]))$',
  maxLength: 5,
  title: '月日',
  description: 'Month and day',
  examples: ['03-31']
})

export const Year = Type.Integer({
  minimum: 2000,
  maximum: 2200,
  title: '年度',
  description: 'Calendar year'
})

/** An amount in a request. */
export const Amount = Type.String({
  pattern: AMOUNT,
  maxLength: 16,
  title: '金额',
  description: 'Amount in yuan, a decimal string with at most two decimals',
  examples: ['1234.50']
})

/** An amount in an answer. */
export const Money = Type.String({
  pattern: YUAN,
  title: '金额',
  description: 'Amount in yuan, a decimal string with two decimals',
  examples: ['1234.50']
})

/** A sentence that a person writes. */
export function text(maxLength: number, title: string, description: string) {
  return Type.String({ minLength: 1, maxLength, pattern: '\\S', title, description })
}

/** A person who did something, shown as the subject of their access token. */
export function person(title: string, description: string) {
  return Type.String({ title, description: `${description} (subject of the access token)` })
}

export const Problem = closed(
  {
    type: Type.String({ description: 'Address at which the code is explained' }),
    title: Type.String({ title: '标题', description: 'Short name of the problem' }),
    status: Type.Integer({ title: '状态码', description: 'HTTP status' }),
    detail: Type.String({ title: '说明', description: 'Explanation of the problem, and what to do' }),
    instance: Type.String({ title: '请求地址', description: 'Path of the request' }),
    code: Type.String({
      title: '错误码',
      description: 'Stable error code; all are listed at /v1/dictionaries'
    }),
    requestId: Type.String({
      title: '请求编号',
      description: 'Number to tell the administrator: the X-Request-Id of the request, or one made for it'
    }),
    traceId: Type.Optional(
      Type.String({ title: '链路编号', description: 'Trace of the request (traceparent)' })
    ),
    errors: Type.Optional(
      Type.Array(
        closed({
          pointer: Type.String({
            title: '位置',
            description:
              'Place of the error: JSON pointer into the body, `?name` of the query, `{name}` of the path, ' +
              'or `line:7` of a file'
          }),
          code: Type.String({ title: '错误码', description: 'Stable code' }),
          message: Type.String({ title: '说明', description: 'Explanation for people' }),
          line: Type.Optional(
            Type.Integer({ title: '行号', description: 'Number of the line in the file, from 1' })
          ),
          column: Type.Optional(
            Type.String({ title: '列名', description: 'Name of the column in the file' })
          ),
          letter: Type.Optional(
            Type.String({ title: '列标', description: 'Letters of the column in a spreadsheet' })
          )
        }),
        { title: '逐项错误', description: 'Single errors, at most 100' }
      )
    ),
    rejected: Type.Optional(
      Type.Integer({ title: '拒收行数', description: 'Number of lines of the file that have errors' })
    ),
    existingId: Type.Optional({
      ...Id,
      title: '已有记录',
      description: 'Record that exists already, if the caller may see it'
    }),
    clause: Type.Optional(
      closed(
        {
          id: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
          text: Type.String({ title: '条款原文', description: 'Text of the clause' })
        },
        { title: '依据条款', description: 'Clause on which the refusal is based' }
      )
    )
  },
  {
    $id: 'Problem',
    title: '错误',
    description: 'Refusal of a request (RFC 9457)'
  }
)
