import { articlePath, linkBetween } from './addresses.ts'
import type { OldAddress } from './content.ts'
import { page, type Site, type SiteFile } from './frame.ts'

/** Pages at addresses that are answers no more, and the page of addresses that never were any. */
export function oldFiles(site: Site): SiteFile[] {
  return [...oldAddresses(site).map((old) => oldPage(site, old)), missingPage(site)]
}

/** The old addresses that belong to this language; those of unknown language belong to the site's own. */
export function oldAddresses(site: Site): OldAddress[] {
  const known = site.content.oldAddresses
  const isMain = site.folder === ''
  return known.filter((old) => old.language === site.language || (isMain && old.language === ''))
}

function oldPage(site: Site, old: OldAddress): SiteFile {
  const path = articlePath(old.slug, site.folder)
  const target = old.to === null ? undefined : site.byNumber.get(old.to)
  return target === undefined ? gonePage(site, path, old) : redirectPage(site, path, target)
}

function redirectPage(site: Site, path: string, target: Parameters<Site['pathOf']>[0]): SiteFile {
  const to = site.pathOf(target)
  return page(site, path, [to, target.title], () => ({
    template: 'redirect',
    title: target.title,
    isIndexed: false,
    refresh: to,
    canonicalPath: to,
    data: { to: linkBetween(path, to), label: target.title },
  }))
}

function gonePage(site: Site, path: string, old: OldAddress): SiteFile {
  const text = old.wasHeld
    ? 'This answer is being checked and comes back when that is done.'
    : 'This answer was taken out of use and nothing has taken its place.'
  return page(site, path, text, () => ({
    template: 'message',
    title: old.wasHeld ? 'This answer is being checked' : 'This answer is gone',
    isIndexed: false,
    hasTopSearch: false,
    data: {
      heading: old.wasHeld ? 'This answer is being checked' : 'This answer is gone',
      text,
      isMissing: true,
    },
  }))
}

function missingPage(site: Site): SiteFile {
  return page(site, `${site.folder}404.html`, null, () => ({
    template: 'message',
    title: 'There is no such page',
    isIndexed: false,
    hasTopSearch: false,
    isAnywhere: true,
    data: {
      heading: 'There is no such page',
      text: 'The address may be mistyped, or the page has moved. Search for what you need.',
      isMissing: true,
    },
  }))
}
