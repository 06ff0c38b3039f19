// What the server and its hashing process say to each other. Plain data only: it goes through a pipe as JSON, never as an argument.
export interface HashCost {
  memoryCost: number
  timeCost: number
  parallelism: number
}

export type HashOrder =
  | { kind: 'hash'; password: string; cost: HashCost }
  | { kind: 'compare'; password: string; stored: string }

export type HashReply =
  | { kind: 'hashed'; stored: string }
  | { kind: 'compared'; matches: boolean }
  | { kind: 'failed'; message: string }
