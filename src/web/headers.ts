import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.ts'

/** The headers every answer has; the policies for content are set where the content is made. */
export function securityHeaders(config: Config): RequestHandler {
  return helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: config.hasSecureCookies
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}

/** A fresh word that this answer's own scripts and styles carry. */
export function newNonce(): string {
  return randomBytes(18).toString('base64')
}

/**
 * The policy of pages made here: only scripts and styles with this answer's nonce, no text ever becomes script
 * (no Trusted Types policy can be made), nothing may frame the page, forms go nowhere else.
 */
export function pagePolicy(nonce: string): string {
  return policy({
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}'`,
    'style-src': `'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
}

/** The policy of the built site, whose pages cannot carry a nonce: files of this host only, nothing inline. */
export const SITE_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' https: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
})

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
