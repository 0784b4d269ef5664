/**
 * Only this page's own script runs, known by its hash, and what it loads; no text becomes script; nothing is fetched
 * from or sent to another place, but votes to the endpoint the company named.
 */
export function contentPolicy(scriptHash: string, feedbackUrl: string | null): string {
  const votes =
    feedbackUrl !== null && /^https?:\/\//.test(feedbackUrl) ? ` ${new URL(feedbackUrl).origin}` : ''
  return [
    "default-src 'none'",
    `script-src ${scriptHash} 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `form-action 'self'${votes}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types winnow-page winnow-search',
  ].join('; ')
}
