const HTTPS = /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/

/** Whether a text is the address of a page that is read over a protected connection. */
export function isHttps(text: string): boolean {
  return HTTPS.test(text)
}
