/** The part of snowball-stemmers that we use; the package brings no types. */
declare module 'snowball-stemmers' {
  const stemmers: { newStemmer(algorithm: string): { stem(word: string): string } }
  export = stemmers
}
