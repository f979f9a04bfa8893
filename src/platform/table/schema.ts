import { Type } from 'typebox'
import { closed } from '../http/schema.ts'

/** How many cells were not written in the form that is kept, by the kind of cell: `{ dates: 1200 }`. */
export const Normalised = Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
  title: '已规范化',
  description: 'Number of cells that were converted to another form, by kind: dates, amounts, …'
})

export const Ignored = Type.Array(Type.String(), {
  title: '未采用的列',
  description: 'Headers of columns that were ignored'
})

const sheet = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 100,
    title: '工作表',
    description: 'Name of the sheet of a workbook'
  })
)

/** The sheet of an uploaded workbook to read. */
export const sheetQuery = closed({ sheet })

/** How to read an upload that replaces another one. */
export const tableQuery = closed({
  sheet,
  allowEmpty: Type.Optional(
    Type.Boolean({
      title: '允许为空',
      description: 'Whether a file without lines may replace one that has lines'
    })
  )
})
