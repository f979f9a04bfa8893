import t from 'tap'
import { folded, readable } from './support/schema-text.ts'

t.test('definitions of the catalogs in lower case and in short forms', async (t) => {
  const forms: [string, string][] = [
    ["CHECK (state = ANY (ARRAY['Open'::text, 'closed'::text]))", "check (state in ('Open', 'closed'))"],
    ["CHECK (state <> ALL (ARRAY['a'::text, 'b'::text]))", "check (state not in ('a', 'b'))"],
    ['CREATE INDEX i ON public.unit USING btree (code)', 'create index i on unit (code)'],
    ['CREATE INDEX i ON ONLY public.line USING gin (x)', 'create index i on only line using gin (x)'],
    ['at timestamp with time zone', 'at timestamptz'],
    [`"Quoted" collate "C" default 'It''s'::text`, `"Quoted" collate "C" default 'It''s'`],
    ["'{}'::text[]", "'{}'::text[]"],
    ['CASE\n    WHEN a IS NULL THEN 0\n    ELSE 2\nEND', 'case when a is null then 0 else 2 end']
  ]
  for (const [from, to] of forms) t.equal(readable(from), to)
})

t.test('lines end before 110 letters, but never within a quoted text', async (t) => {
  const long = `create index i on unit (${'code, '.repeat(30)}name)`
  const lines = folded(long).split('\n')
  t.ok(lines.every((line) => line.length <= 110))
  t.equal(lines.map((line) => line.trim()).join(' '), long)
  const quoted = `check (name <> '${'a b '.repeat(40)}')`
  t.ok(folded(quoted).includes('a b '.repeat(40)))
  t.equal(folded('short', '  '), '  short')
})
