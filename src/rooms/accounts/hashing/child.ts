// Entry of the hashing process: one password at a time, so that the server's own thread and the database never compete with argon2 on
// equal terms. It keeps nothing, writes nothing, and ends with its parent.
import { hashSync, verifySync } from '@node-rs/argon2'
import type { HashOrder, HashReply } from './messages.ts'

function answer(order: HashOrder): HashReply {
  try {
    return order.kind === 'hash'
      ? { kind: 'hashed', stored: hashSync(order.password, order.cost) }
      : { kind: 'compared', matches: verifySync(order.stored, order.password) }
  } catch (error) {
    return { kind: 'failed', message: String(error) }
  }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order: HashOrder) => {
  // Nobody listens any more when the server was killed: end quietly.
  process.send?.(answer(order), (error: Error | null) => error && process.exit(0))
})
