import { articlePath, linkBetween } from './addresses.ts'
import type { OldAddress } from './content.ts'
import { page, type Site, type SiteFile } from './frame.ts'
import type { Part } from './parts.ts'

/** Pages at addresses that are answers no more, and the page of addresses that never were any. */
export function oldPart(site: Site): Part {
  const [addresses, places] = [oldAddresses(site), oldPlaces(site)]
  const leadsTo = addresses.flatMap(({ slug, to, wasHeld }) => [slug, wasHeld, site.byNumber.get(to ?? -1)])
  return {
    name: `${site.folder}old`,
    key: [site.sharedInput, ...leadsTo, JSON.stringify(places)],
    files: () => [
      ...addresses.map((old) => oldPage(site, old)),
      ...places.map(({ from, to, title }) => redirectTo(site, from, to, title)),
      missingPage(site),
    ],
  }
}

/** The old addresses that belong to this language; those of unknown language belong to the site's own. */
export function oldAddresses(site: Site): OldAddress[] {
  const known = site.content.oldAddresses
  const isMain = site.folder === ''
  return known.filter((old) => old.language === site.language || (isMain && old.language === ''))
}

/** Old files of products and topics that have answers here, with where they lead; never one that is there again. */
export function oldPlaces(site: Site): { from: string; to: string; title: string }[] {
  const topicsOf = new Map(site.products.map((product) => [product.slug, product]))
  const file = (path: string) => `${site.folder}products/${path}/index.html`
  const isThere = (path: string) => {
    const [product = '', topic] = path.split('/')
    const known = topicsOf.get(product)
    return known !== undefined && (topic === undefined || known.topics.some(({ slug }) => slug === topic))
  }
  return site.content.oldPlaces.flatMap(({ from, product, topic }) => {
    const known = topicsOf.get(product)
    if (known === undefined || isThere(from)) return []
    const inTopic = known.topics.find(({ slug }) => slug === topic)
    const to = inTopic === undefined ? product : `${product}/${inTopic.slug}`
    return [{ from: file(from), to: file(to), title: inTopic?.name ?? known.name }]
  })
}

function oldPage(site: Site, old: OldAddress): SiteFile {
  const path = articlePath(old.slug, site.folder)
  const target = old.to === null ? undefined : site.byNumber.get(old.to)
  return target === undefined ? gonePage(site, path, old) : redirectPage(site, path, target)
}

function redirectPage(site: Site, path: string, target: Parameters<Site['pathOf']>[0]): SiteFile {
  return redirectTo(site, path, site.pathOf(target), target.title)
}

function redirectTo(site: Site, path: string, to: string, title: string): SiteFile {
  return page(site, path, [to, title], () => ({
    template: 'redirect',
    title,
    isIndexed: false,
    refresh: to,
    canonicalPath: to,
    data: { to: linkBetween(path, to), label: title },
  }))
}

function gonePage(site: Site, path: string, old: OldAddress): SiteFile {
  const text = old.wasHeld ? site.say.heldText : site.say.goneText
  return page(site, path, text, () => ({
    template: 'message',
    title: old.wasHeld ? site.say.held : site.say.gone,
    isIndexed: false,
    hasTopSearch: false,
    data: {
      heading: old.wasHeld ? site.say.held : site.say.gone,
      text,
      isMissing: true,
    },
  }))
}

function missingPage(site: Site): SiteFile {
  return page(site, `${site.folder}404.html`, null, () => ({
    template: 'message',
    title: site.say.missing,
    isIndexed: false,
    hasTopSearch: false,
    isAnywhere: true,
    data: {
      heading: site.say.missing,
      text: site.say.missingText,
      isMissing: true,
    },
  }))
}
