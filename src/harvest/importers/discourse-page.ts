/** Whether a page was written by Discourse, whose own importer sees more in it than its schema.org data. */
export function isDiscoursePage(html: string): boolean {
  return /<meta[^>]{0,80}\bcontent="Discourse\b|class="[^"]*\bcrawler-post\b/.test(html)
}
