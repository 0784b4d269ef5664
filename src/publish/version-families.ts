import type { SiteArticle } from './content.ts'

/**
 * Articles that answer the same for different product versions, found by following who is like whom: each names at
 * most one other, together they are a family. An article's page leads to those that are for none of its own versions.
 */
export function versionFamilies(
  articles: SiteArticle[],
  byNumber: ReadonlyMap<number, SiteArticle>,
): (article: SiteArticle) => SiteArticle[] {
  const families = new Map<number, SiteArticle[]>()
  for (const article of articles) {
    const other = article.otherVersions === null ? undefined : byNumber.get(article.otherVersions)
    if (other === undefined) continue
    const joined = new Set([
      ...(families.get(article.number) ?? [article]),
      ...(families.get(other.number) ?? [other]),
    ])
    const family = [...joined].sort((a, b) => a.number - b.number)
    for (const { number } of family) families.set(number, family)
  }
  return (article) => {
    const family = families.get(article.number)
    if (family === undefined) return []
    const own = new Set(article.appliesTo.versions)
    const isForOthers = (other: SiteArticle) =>
      other.number !== article.number && !(other.appliesTo.versions ?? []).some((version) => own.has(version))
    return family.filter(isForOthers)
  }
}
