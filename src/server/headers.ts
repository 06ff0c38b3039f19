// Security headers by class of route, in one table. Routes name their class; none sets a policy of its own.
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { unsubscribeStyle } from '#rooms/notices/unsubscribe-page.ts'
import { videoHosts } from '#tour/video-hosts.ts'

const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

const ownCode = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self' data:",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
]

/** The players of video sites that a visitor may ask for, and no other frames. */
const playerFrames = `frame-src ${Object.values(videoHosts)
  .map(({ playerOrigin }) => playerOrigin)
  .join(' ')}`

export const headerClasses = {
  /** The studio. */
  studio: {
    ...common,
    'content-security-policy': [...ownCode, "style-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"].join(
      '; ',
    ),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cache-control': 'no-store',
  },
  /** The public page of a tour. */
  page: {
    ...common,
    'content-security-policy': [...ownCode, "style-src 'self'", playerFrames, "frame-ancestors 'none'"].join('; '),
    'permissions-policy':
      'fullscreen=*, gyroscope=(self), accelerometer=(self), xr-spatial-tracking=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cache-control': 'public, no-cache',
  },
  /** Pages that explain: they show tours of this installation in frames. */
  docs: {
    ...common,
    'content-security-policy': [...ownCode, "style-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"].join(
      '; ',
    ),
    'permissions-policy':
      'fullscreen=(self), gyroscope=(self), accelerometer=(self), xr-spatial-tracking=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cache-control': 'public, no-cache',
  },
  /** Texts to be read and printed: a style sheet, our font and nothing that runs. */
  reading: {
    ...common,
    'content-security-policy':
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cache-control': 'public, no-cache',
  },
  /** The public page of a tour inside other sites' frames. */
  embed: {
    ...common,
    'content-security-policy': [...ownCode, "style-src 'self'", playerFrames, 'frame-ancestors *'].join('; '),
    'permissions-policy':
      'fullscreen=*, gyroscope=(self), accelerometer=(self), xr-spatial-tracking=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, no-cache',
  },
  /** A page of the server's own with one form, one style in its head and no script. */
  form: {
    ...common,
    'content-security-policy': `default-src 'none'; style-src ${hashOf(unsubscribeStyle)}; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  },
  /** A mail of the demo's inbox in its frame: nothing runs, nothing is fetched, links open beside it. */
  mail: {
    ...common,
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  },
  /** Built scripts, styles and fonts: their names change with their content. */
  asset: {
    ...common,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=31536000, immutable',
  },
  /** A published tour as JSON, for anybody's player. */
  manifest: {
    ...common,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'public, no-cache',
  },
  /** JSON. */
  api: {
    ...common,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  },
} as const

export type HeaderClass = keyof typeof headerClasses

export const setHeaders = (reply: FastifyReply, name: HeaderClass): FastifyReply => reply.headers(headerClasses[name])
