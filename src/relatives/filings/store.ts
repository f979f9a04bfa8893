import { type RawBuilder, sql } from 'kysely'
import { standsAbove } from '../../platform/access/addressed.ts'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

/** The level of the unit of a caller; null for the operator. */
const levelOf = ({ unitCode }: Pick<Actor, 'unitCode'>) =>
  sql<string | null>`(select level from unit where code = ${unitCode})`

/**
 * The unit of the filer and those above it see a filing. So does the line of the village of the recipient,
 * from the county up: in the village itself the paper would be read by the neighbours.
 */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  const own = visible(actor, 'relative-filing', 'relative_filing')
  const isHigh = sql`${levelOf(actor)} in ('county', 'city', 'province')`
  return sql<boolean>`(${own} or ${standsAbove(actor, 'relative_filing')} and ${isHigh})`
}

/** Filings of filers of a subtree, and those about recipients in it, which the caller may see. */
export function seenIn({ code, depth, codes }: Subtree): Scope {
  return {
    values: { tree: code, ...(codes !== undefined && { codes }) },
    shape: `${depth}${codes === undefined ? '' : '*'}`,
    where: (given, viewer) => {
      const tree = { code: given.tree as string, depth, codes: given.codes as string | undefined }
      const ofFilers = inSubtree(tree, { table: 'relative_filing', unit: 'unit_code' })
      const ofRecipients =
        codes === undefined
          ? sql`${given.tree}::text = any(string_to_array(relative_filing.target_path, '.'))`
          : sql`relative_filing.village_code = any(${given.codes}::text[])`
      return sql<boolean>`((${ofFilers} or ${ofRecipients}) and ${seenBy(viewer)})`
    }
  }
}

const standing = [
  ...columnsOf('relative_filing', ['id', 'unitCode', 'path', 'state', 'filedOn', 'version']),
  ...columnsOf('relative_filing', ['programmeId', 'recipientNo', 'targetPath', 'filerId', 'filerHash']),
  ...columnsOf('relative_filing', ['identityHash', 'relation', 'villageCode'])
] as const
const acting = sql<string>`unit_acting(relative_filing.unit_code)`

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('relative_filing')
    .innerJoin('filer', 'filer.id', 'relative_filing.filer_id')
    .innerJoin('unit', 'unit.code', 'relative_filing.unit_code')
    .innerJoin('unit as village', 'village.code', 'relative_filing.village_code')
    .innerJoin('fund_programme as programme', 'programme.id', 'relative_filing.programme_id')
    .select([
      ...columnsOf('relative_filing', ['unitCode', 'path', 'version']),
      levelOf(actor).as('callerLevel')
    ])
    .select([...item.select(viewer), ...details.select(viewer)])
    .where('relative_filing.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'relative-filing', [id])).get(id) ?? []
  return {
    ...row,
    terms: terms.map((term) => termOnWire(term, today)),
    actions: actionsOf(rules, row, actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a filing for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('relative_filing')
    .select([...standing, acting.as('acting'), levelOf(actor).as('callerLevel')])
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The filer of a filing; a departure waits until the filing is made. Undefined if not the actor's to see. */
export function filerFor(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('filer')
    .select(columnsOf('filer', ['id', 'unitCode', 'path', 'identityHash', 'since', 'kind']))
    .select([
      sql<string | null>`nullif(filer.until, 'infinity')`.as('until'),
      sql<string>`unit_acting(filer.unit_code)`.as('acting')
    ])
    .where('id', '=', id)
    .where(visible(actor, 'filer', 'filer'))
    .forShare()
    .executeTakeFirst()
}

export type FilerOf = NonNullable<Awaited<ReturnType<typeof filerFor>>>

/** The levels at which a filing is registered. */
export async function registeredAt(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .selectFrom('relative_registration')
    .select('level')
    .where('filing_id', '=', id)
    .execute()
  return rows.length
}

/** The first day in the post of the filer of a filing. */
export async function sinceOf(tx: Tx, id: string): Promise<string> {
  const { since } = await tx
    .selectFrom('relative_filing')
    .innerJoin('filer', 'filer.id', 'relative_filing.filer_id')
    .select('filer.since')
    .where('relative_filing.id', '=', id)
    .executeTakeFirstOrThrow()
  return since
}
