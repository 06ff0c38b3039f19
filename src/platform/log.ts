// The log: one JSON line per event on stderr, by pino. Secrets and personal data never go in; see `redact`.
import pino, { type Logger } from 'pino'

export type Log = Logger

export function openLog(level: string, pretty: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: undefined,
      redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token', '*.email'],
    },
    pretty as pino.DestinationStream,
  )
}
