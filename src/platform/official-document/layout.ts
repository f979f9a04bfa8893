import { AlignmentType, Document, DocumentGridType, Footer, Packer, PageNumber, TextRun } from 'docx'
import { chartsOf } from './blocks/charts.ts'
import type { OfficialDocument } from './document.ts'
import { face, fontTable } from './fonts.ts'
import { head } from './head.ts'
import { imprint } from './imprint.ts'
import { mainPart } from './main-part.ts'
import { margin, PAGE_NUMBER_FROM_FOOT, page, ROW, size } from './measures.ts'
import { datedAsOf, properties } from './package.ts'
import { defaults, paragraph, typed } from './paragraphs.ts'

/**
 * Lays out the whole document. Other files may load only this file, and only when there is a document to
 * write.
 */
export async function lay(document: OfficialDocument): Promise<Buffer> {
  const charts = await chartsOf(document.body)
  const file = new Document({
    compatabilityModeVersion: 15,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: defaults } },
    sections: [
      {
        properties: { page: { size: page, margin: margins }, grid },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...head(document), ...mainPart(document, charts), ...imprint(document)]
      }
    ]
  })
  const written = await Packer.toBuffer(file, undefined, [fontTable, properties(document)])
  return datedAsOf(written, document.date)
}

const margins = { ...margin, header: margin.top / 2, footer: PAGE_NUMBER_FROM_FOOT, gutter: 0 }

/**
 * No document grid, because Word, WPS and LibreOffice each read it differently. The exact line height and the
 * character spacing give 22 × 28 everywhere.
 */
const grid = { type: DocumentGridType.DEFAULT, linePitch: ROW }

/** 7.5: 4号宋体 between dashes, a character from the outer edge: right on odd pages, left on even ones. */
function pageNumber(alignment: 'left' | 'right'): Footer {
  const type = { face: face.宋体, size: size.四号 }
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], ...typed(type) })
  return new Footer({
    children: [
      paragraph([number], {
        alignment,
        indent: { [alignment]: size.四号 * 20 },
        spacing: { line: size.四号 * 20 }
      })
    ]
  })
}
