/** The part of EJS that Winnow uses; the package brings no types. */
declare module 'ejs' {
  const ejs: {
    compile(
      text: string,
      options: { filename: string; compileDebug: boolean; unsafePrototypeLocals?: boolean },
    ): (data: Record<string, unknown>) => string
  }
  // biome-ignore lint/style/noDefaultExport: this is how the package exports itself
  export default ejs
}
