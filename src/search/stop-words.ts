/**
 * Words that carry no subject. The lists are short on purpose: on real questions a full stop list costs
 * relevance, because "can", "not" or "without" are often the point.
 */
const lists: Record<string, string> = {
  en: 'a an and are as at be by do does for from i if in is it its me my of on or so that the this to was we with you your',
  de: 'aber als am an auch auf aus bei das dem den der des die ein eine einem einen einer es für ich im in ist mein meine mit und von wie zu zum zur',
  fr: 'à au aux ce cette d dans de des du elle en est et il j je l la le les ma mes mon n ou par pour qu que qui s se sur un une',
  es: 'a al como con de del el en es esta este la las lo los me mi mis o para por que se su un una y',
  it: 'a ai al alla che con da dei del della di e è gli i il in la le lo mi mio o per si su un una',
  pt: 'a ao as com como da das de do dos e em é eu meu minha na no o os ou para por que se um uma',
  nl: 'aan als de dat die een en het hoe ik in is mijn met naar of om op te van voor',
  sv: 'att av de den det en ett för i jag med min mitt och om på som till är',
  da: 'af at de den det en er et for i jeg med min og om på som til',
  no: 'av at de den det en er et for i jeg med min og om på som til',
  ru: 'а в во и из как к ко ли на не о от по с со что это я',
}

/** The light stop list of a language, or none where we have no list. */
export function stopWordsOf(language: string): string[] {
  return lists[language.split('-')[0] ?? '']?.split(' ') ?? []
}
