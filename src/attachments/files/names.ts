import { withoutInvisible } from '../../platform/values/invisible.ts'

/** The longest name of a file, in characters. */
export const LONGEST = 200

/**
 * The name of a file from `Content-Disposition` (RFC 6266), cleaned; undefined where there is none. Many
 * clients write the bytes of UTF-8 into `filename`, which only RFC 8187 (`filename*`) provides for.
 */
export function nameIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(header)?.[1]
  if (extended !== undefined) return cleaned(decoded(extended))
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header) ?? []
  const plain = quoted?.replace(/\\(.)/g, '$1') ?? token
  return plain === undefined ? undefined : cleaned(utf8(plain))
}

/** A name without folders and invisible characters; undefined where nothing is left, or too much. */
export function cleaned(name: string | undefined): string | undefined {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? ''
  const visible = withoutInvisible(last.normalize('NFC')).trim()
  return visible === '' || /^\.+$/.test(visible) || [...visible].length > LONGEST ? undefined : visible
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Node reads headers as Latin-1. */
function utf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

/** The header with which a file is downloaded: never shown in the browser, under a name that is safe. */
export function dispositionOf(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|]/g, '_')
  const extension = /\.(\w+)$/.exec(safe)?.[1] ?? 'bin'
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="attachment.${extension}"; filename*=UTF-8''${encoded}`
}
