import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import { type Face, face } from './fonts.ts'
import { CLOSER, EM, ROW, size } from './measures.ts'

export interface Type {
  face: Face
  /** In points. */
  size: number
  color?: string
  /** Width of the signs in percent. */
  scale?: number
  /** What the signs stand further apart, or closer together, in twips. */
  spacing?: number
}

/** 3号, so close that 28 signs fill a line (5.2.3): by themselves they are a trifle too wide for it. */
export const inBody = (one: Face): Type => ({ face: one, size: size.三号, spacing: CLOSER })

/** 5.2.2: unless it is said otherwise, all is set in 3号仿宋. */
export const bodyType = inBody(face.仿宋)

/**
 * A text in a type. Always as `text`: among the `children` of a run the library takes some words (CURRENT)
 * for fields. A run ends with a brace that opens: `{default-bullet-numbering-0}` would become a number.
 */
export function runs(text: string, type: Type = bodyType): TextRun[] {
  return text.split(/(?<=\{)/).map((part) => new TextRun({ text: part, ...typed(type) }))
}

/** As the library takes it: sizes in half points. */
export function typed({ face: { name }, size, color, scale, spacing }: Type) {
  const font = { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
  return { font, size: size * 2, color, scale, characterSpacing: spacing }
}

/** A paragraph whose lines keep the pitch of the page. */
export function paragraph(
  children: TextRun[],
  { spacing, ...options }: Omit<IParagraphOptions, 'children'> = {}
): Paragraph {
  const exact = { line: ROW, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
  const keepNext = options.keepNext || undefined
  return new Paragraph({ ...options, keepNext, spacing: { ...exact, ...spacing }, children })
}

/** 7.3.3: two characters in from the left, the lines that follow flush. */
export function indented(text: string, type: Type = bodyType, keepNext?: boolean): Paragraph {
  return paragraph(runs(text, type), {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: ems(2), firstLineChars: 200 },
    keepNext
  })
}

export function centred(children: TextRun[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
  return paragraph(children, { alignment: AlignmentType.CENTER, ...options })
}

export function blankRows(count: number, keepNext?: boolean): Paragraph[] {
  return Array.from({ length: count }, () => paragraph([], { keepNext }))
}

/** The width of so many characters of the body. */
export function ems(count: number): number {
  return Math.round(count * EM)
}
