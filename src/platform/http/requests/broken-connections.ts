import type { Socket } from 'node:net'

/**
 * Stops work on connections on which something arrived that is not HTTP. After a body it is the rest of that
 * body, longer than its Content-Length: what was read so far is cut off, perhaps in the middle of an amount.
 */
const underWay = new WeakMap<Socket, Set<() => void>>()
/** It may come before anybody has begun to read the body. */
const broken = new WeakSet<Socket>()

/** Has an action called when the connection is broken, or at once if it is; gives what ends that. */
export function onceBroken(socket: Socket, action: () => void): () => void {
  if (broken.has(socket)) action()
  const actions = underWay.get(socket) ?? new Set()
  underWay.set(socket, actions.add(action))
  return () => void actions.delete(action)
}

/** Called when something arrived on a connection that is not HTTP. */
export function breakConnection(socket: Socket): void {
  broken.add(socket)
  for (const action of underWay.get(socket) ?? []) action()
}
