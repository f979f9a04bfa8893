import { uploadColumns } from '../../funds/index.ts'
import { normal, placesOf } from '../../platform/table/columns.ts'
import type { CellCheck } from '../checks/cells.ts'

/** The header of a list that anybody made: what its columns are, as far as they are known. */
export interface ScanHeader {
  cells: readonly string[]
  width: number
  columns: readonly { isName: boolean; isAccount: boolean }[]
  recipientNo: number
  village: number
  amount: number
}

/** The header stands in one of so many first lines. */
export const MOST_ABOVE = 20

/** Words in the headers of lists that are shown, and of those that should not be. */
const words = [
  ...[
    '序号',
    '姓名',
    '户主',
    '村',
    '社区',
    '乡镇',
    '街道',
    '人数',
    '人口',
    '金额',
    '补助',
    '保障',
    '编号',
    '备注',
    '月份'
  ],
  ...[
    '身份证',
    '证件',
    '账号',
    '卡号',
    '电话',
    '残疾',
    '健康',
    '住址',
    '地址',
    '性别',
    '年龄',
    '原因',
    '类别',
    '项目'
  ]
]

const roster = uploadColumns.roster

/** Whether a line names columns: at least two of its cells are short and known. */
export function isHeader(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => {
    const name = normal(cell)
    return (
      name.length > 0 && name.length <= 15 && !/\d{3}/.test(name) && words.some((word) => name.includes(word))
    )
  })
  return known.length >= 2
}

export function headerOf(cells: readonly string[], check: CellCheck): ScanHeader {
  const { order } = placesOf(roster, cells).places
  const [recipientNo = -1, village = -1, amount = -1] = order
  const columns = cells.map((cell) => check.column(cell))
  const width = cells.filter((cell) => cell.trim() !== '').length
  return { cells: cells.map((cell) => cell.trim()), width, columns, recipientNo, village, amount }
}
