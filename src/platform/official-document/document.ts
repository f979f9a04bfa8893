/**
 * An official document (公文) as a room describes it: its content, not its layout. All texts are data: a line
 * break begins a new paragraph, and characters that XML does not allow are left out.
 */
export interface OfficialDocument {
  /** 发文机关: the full name; the red head is this and 文件. */
  issuer: string
  /** 纪要标志: the text that replaces the red head, such as 吉林省民政厅约谈纪要 (10.3). */
  head?: string
  /** 发文字号, such as 吉民通报〔2026〕1号. A draft has none. */
  number: string
  /** 标题. Line breaks in it divide the title; without line breaks it is divided between words. */
  title: string
  /** 主送机关, without the colon at the end. */
  addressees: string
  body: readonly Block[]
  /** 附件说明: the names of the attachments. */
  attachments?: readonly string[]
  /** 发文机关署名. */
  signature: string
  /** 成文日期, `YYYY-MM-DD`. */
  date: string
  /** 密级和保密期限. */
  confidentiality?: string
  /** 紧急程度. */
  urgency?: string
  /** 抄送机关. */
  copyTo?: string
  /** 印发机关和印发日期 (`YYYY-MM-DD`), if it has been printed. */
  printing?: { office: string; on: string }
  /** Shows 草稿 in place of the number. */
  draft?: true
}

/** A paragraph, a heading of a level, a table, or a chart. */
export type Block = Passage | Grid | Bars

export interface Passage {
  /** 结构层次. Its ordinal is counted (一、（一）1. （1）), unless the text already begins with one of that level. */
  heading?: 1 | 2 | 3 | 4 | undefined
  text: string
}

export interface Grid {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Smaller characters on lower rows, for tables of many rows or columns. */
  isDense?: true
}

/** A bar chart; a bar of nothing known has no value. */
export interface Bars {
  /** The title. */
  chart: string
  /** The unit of the values, such as `%`. */
  unit: string
  bars: readonly { name: string; value: number | null }[]
}
