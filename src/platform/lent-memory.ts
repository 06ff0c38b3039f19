// Memory that is used for one answer and then again for another. Fresh pages cost more than reading a tile into them; these are warm.
// Who never gives back harms nobody: the piece is simply not used again.

const pieceBytes = 64 * 1024
const piecesKept = 128

export interface LentMemory {
  /** A buffer of exactly `size` bytes, and the way to give it back. */
  take(size: number): { buffer: Buffer; giveBack: () => void }
}

export function createLentMemory(): LentMemory {
  const free: Buffer[] = []
  return {
    take(size) {
      if (size > pieceBytes) return { buffer: Buffer.allocUnsafeSlow(size), giveBack: () => {} }
      const piece = free.pop() ?? Buffer.allocUnsafeSlow(pieceBytes)
      return {
        buffer: piece.subarray(0, size),
        giveBack: () => {
          if (free.length < piecesKept) free.push(piece)
        },
      }
    },
  }
}
