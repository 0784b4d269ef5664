/**
 * The addresses of the built site. A *path* names a file of the release ("answers/refund/index.html"); an *address*
 * is what a reader's browser shows, from the site's root and without the file's name ("answers/refund/").
 */

/** The folder of a language's pages: none for the site's own language, "de/" for others. */
export function languageFolder(language: string, siteLanguage: string): string {
  return language === siteLanguage ? '' : `${language.toLowerCase()}/`
}

/** The file that shows an article. */
export function articlePath(slug: string, folder = ''): string {
  return `${folder}answers/${slug}/index.html`
}

export function productPath(slug: string, folder = ''): string {
  return `${folder}products/${slug}/index.html`
}

export function topicPath(product: string, topic: string, folder = ''): string {
  return `${folder}products/${product}/${topic}/index.html`
}

export function contributorPath(slug: string, folder = ''): string {
  return `${folder}people/${slug}/index.html`
}

/** The address of a file as readers see it: the folder instead of its index. */
export function addressOf(path: string): string {
  return path.endsWith('index.html') ? path.slice(0, -'index.html'.length) : path
}

/** The link from one file of the site to another, relative, so that it holds in any folder and on a disk. */
export function linkBetween(from: string, to: string): string {
  const [target = '', fragment] = to.split('#', 2)
  const here = from.split('/').slice(0, -1)
  const there = target.split('/')
  let shared = 0
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++
  const link = '../'.repeat(here.length - shared) + there.slice(shared).join('/')
  return fragment === undefined ? link : `${link}#${fragment}`
}

/** The full address of a file below the site's address, which has no slash at its end. */
export function fullAddress(siteUrl: string, path: string): string {
  return `${siteUrl}/${addressOf(path)}`
}

/** The address a text means, or null when it means none. */
export function parseUrl(text: string, base: string | URL | null = null): URL | null {
  try {
    return base === null ? new URL(text) : new URL(text, base)
  } catch {
    return null
  }
}

/** The file of a picture or file of an article; its name is made of its content. */
export function mediumPath(name: string): string {
  return `media/${name}`
}
