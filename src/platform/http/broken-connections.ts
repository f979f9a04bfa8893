import type { Socket } from 'node:net'

/**
 * What is under way over connections on which something came that is no HTTP. Behind a body it is the rest of
 * that body, longer than its Content-Length: what was read so far is cut off, perhaps in the middle of an
 * amount.
 */
const underWay = new WeakMap<Socket, Set<() => void>>()

/** Has an action called if the connection breaks; gives what ends that. */
export function onceBroken(socket: Socket, action: () => void): () => void {
  const actions = underWay.get(socket) ?? new Set()
  underWay.set(socket, actions.add(action))
  return () => void actions.delete(action)
}

/** Something that is no HTTP came over a connection. */
export function breakConnection(socket: Socket): void {
  for (const action of underWay.get(socket) ?? []) action()
}
