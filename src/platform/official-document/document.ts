/**
 * An official document (公文) as a room describes it: what it says, not how it looks. All texts are data:
 * a line break begins a new paragraph, what XML cannot hold is left out.
 */
export interface OfficialDocument {
  /** 发文机关: the full name; the red head is this and 文件. */
  issuer: string
  /** 纪要标志: what stands in red instead, such as 吉林省民政厅约谈纪要 (10.3). */
  head?: string
  /** 发文字号, such as 吉民通报〔2026〕1号. Left out of a draft. */
  number: string
  /** 标题; a line break in it divides the title as it says, else it is divided between words. */
  title: string
  /** 主送机关, without the colon behind it. */
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
  /** 印发机关和印发日期 (`YYYY-MM-DD`), where it has been printed. */
  printing?: { office: string; on: string }
  /** Marked 草稿 where the number would stand. */
  draft?: true
}

/** A paragraph, a heading of a level, or a table. */
export type Block = Passage | Grid

export interface Passage {
  /** 结构层次. Its ordinal is counted (一、（一）1. （1）), unless the text begins with one of that level. */
  heading?: 1 | 2 | 3 | 4 | undefined
  text: string
}

export interface Grid {
  header: readonly string[]
  rows: readonly (readonly string[])[]
}
