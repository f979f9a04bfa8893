/**
 * Texts of a workbook (ST_Xstring): a character that XML does not take stands as `_xHHHH_`, and a text that
 * looks like one has its first underscore written so.
 */
const written = /_x([0-9A-Fa-f]{4})_/g

/** The text that stands in a workbook, as it was meant. */
export function stringOf(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(written, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A text as it has to stand in a workbook, before XML's own signs are escaped. */
export function stringFor(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (sign) => `_x${hexOf(sign)}_`)
}

function hexOf(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}
