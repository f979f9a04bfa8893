import { type RawBuilder, sql } from 'kysely'
import { about, type Listed } from '../../access/handed-over.ts'
import { inSubtree, type Place, type Subtree } from '../../access/scope.ts'
import type { Viewer } from '../../database/fields.ts'
import type { Scope } from './description.ts'

type Seen = (viewer: Viewer) => RawBuilder<boolean>

/** Records of units that lie in all of these subtrees. `seen`: what the caller may see of them. */
export function inTrees(trees: readonly Subtree[], place: Place, seen?: Seen): Scope {
  const values: Record<string, unknown> = {}
  trees.forEach(({ code, codes }, n) => {
    values[`tree${n}`] = code
    if (codes !== undefined) values[`codes${n}`] = codes
  })
  return {
    values,
    shape: trees.map(({ depth, codes }) => `${depth}${codes === undefined ? '' : '*'}`).join(),
    where: (given, viewer) => {
      const parts = trees.map(({ depth }, n) =>
        inSubtree({ code: text(given[`tree${n}`]), depth, codes: given[`codes${n}`] as string }, place)
      )
      return all([...parts, ...(seen === undefined ? [] : [seen(viewer)])])
    }
  }
}

/**
 * Records about units of a subtree: those that their former keeper still reads are listed as well, by a
 * condition that no prepared statement serves.
 */
export function aboutTree(tree: Listed, table: string, seen?: Seen): Scope {
  const { depth, codes, hasHandedOver } = tree
  const isPlain = codes === undefined && !hasHandedOver
  return {
    values: { tree: tree.code },
    shape: isPlain ? `${depth}` : undefined,
    where: (given, viewer) => {
      const within = about({ ...tree, code: text(given.tree) }, table)
      return all([within, ...(seen === undefined ? [] : [seen(viewer)])])
    }
  }
}

/** Records that belong to another one: the answers to a notice, the tasks of a plan. */
export function belongingTo(column: string, id: string, seen?: Seen): Scope {
  return {
    values: { id },
    shape: '',
    where: (given, viewer) =>
      all([sql<boolean>`${sql.ref(column)} = ${given.id}`, ...(seen === undefined ? [] : [seen(viewer)])])
  }
}

function all(parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`
}

const text = (value: unknown) => value as string
