import { BorderStyle, type Paragraph } from 'docx'
import type { OfficialDocument } from './document.ts'
import { face } from './fonts.ts'
import { area, HEAD_FROM_TOP, LINE_BELOW_NUMBER, line, RED, ROW, size } from './measures.ts'
import { blankRows, centred, inBody, paragraph, runs } from './paragraphs.ts'
import { plain, widthOf } from './text.ts'

/** The distance from the top of a line of the head to its characters. */
const LEADING = 60
/** Characters narrower than half are hard to read, so a longer name gets two lines. */
const NARROWEST = 50
/** 7.2.1–7.2.3: number of the copy, confidentiality, urgency, a line each. */
const MARKS = 3

/** 版头: the marks, the red head, the number, the red line. */
export function head(document: OfficialDocument): Paragraph[] {
  const { confidentiality, urgency, draft } = document
  const number = draft === true ? '草稿' : plain(document.number)
  return [
    ...marks([confidentiality, urgency]),
    redHead(plain(document.head ?? `${document.issuer}文件`)),
    ...blankRows(2),
    centred(runs(number), {
      border: {
        bottom: { style: BorderStyle.SINGLE, size: line.thick * 2, color: RED, space: LINE_BELOW_NUMBER }
      }
    })
  ]
}

/**
 * 7.2.2, 7.2.3: flush left in 3号黑体, from the second line on; the first line is for the number of the copy.
 */
function marks(texts: (string | undefined)[]): Paragraph[] {
  const type = inBody(face.黑体)
  const given = texts.filter((text) => text !== undefined).map(plain)
  const lines = ['', ...given, '', ''].slice(0, MARKS)
  return lines.map((text) => paragraph(runs(text, type)))
}

/** 7.2.4: on one line as long as it is readable, with narrower characters. */
function redHead(text: string) {
  const natural = widthOf(text) * size.初号 * 20
  const scale = Math.min(100, Math.max(NARROWEST, Math.floor((area.width / natural) * 100)))
  return centred(
    runs(text, { face: face.小标宋, size: size.初号, color: RED, ...(scale !== 100 && { scale }) }),
    {
      spacing: { before: HEAD_FROM_TOP - MARKS * ROW - LEADING, line: size.初号 * 20 + 2 * LEADING }
    }
  )
}
