/** The failed assertions in a text in the TAP format: each line `not ok` that has no subtest, with its details. */
export function failuresIn(text: string): string[] {
  const lines = text.split('\n')
  const path: { depth: number; name: string }[] = []
  const failures: string[] = []
  lines.forEach((line, at) => {
    const depth = line.search(/\S/)
    const opened = /^\s*# Subtest: (.*)$/.exec(line)?.[1]
    while (path.length > 0 && (path.at(-1)?.depth as number) > depth) path.pop()
    if (opened !== undefined) path.push({ depth, name: opened })
    const failed = /^\s*not ok \d+ - (.*)$/.exec(line)?.[1]
    // A test that holds others fails because one of them does.
    if (failed === undefined || / # (time=|TODO|SKIP)/.test(failed)) return
    const names = path.map(({ name }) => name)
    failures.push([[...names, failed].join(' › '), ...detailsAfter(lines, at)].join('\n'))
  })
  return failures
}

/** The indented block between `---` and `...` that follows an assertion. */
function detailsAfter(lines: readonly string[], at: number): string[] {
  if (!/^\s*---$/.test(lines[at + 1] ?? '')) return []
  const end = lines.findIndex((line, index) => index > at && /^\s*\.\.\.$/.test(line))
  return lines.slice(at + 2, end < 0 ? at + 60 : Math.min(end, at + 60))
}
