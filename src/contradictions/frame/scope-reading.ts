import { regionNames } from './region-names.ts'
import { readBranded, readModel, readNumbered } from './scope-models.ts'
import { readPlatform, readRegion } from './scope-places.ts'
import { readPlan, readRole, roleNames } from './scope-plans.ts'
import { above, readVersion, versionValue } from './scope-versions.ts'
import { emptyScope, list, type Scope, type ScopeReading } from './scopes.ts'
import type { Token } from './tokens.ts'

/** Reads a title, heading or list of tags, where everything named is a frame of what follows. */
export function readTitleScope(tokens: readonly Token[]): Scope {
  const { scope, mentions } = readScope(tokens, 0)
  scope.versions = mentions
  for (const [index, token] of tokens.entries()) {
    const role = token.kind === 'word' ? roleNames.get(token.stem) : undefined
    const before = tokens[index - 1]?.text ?? ''
    if (
      role &&
      (before === ':' ||
        before === '(' ||
        before === 'for' ||
        before === '—' ||
        before === 'as' ||
        index === 0) &&
      (!tokens[index + 1] || tokens[index + 1]!.kind === 'mark')
    )
      scope.roles.push(role)
    if (token.kind === 'name' && token.text.startsWith('/')) scope.models.push(`path#${token.lower}`)
    const number = tokens[index + 1]
    if (
      token.kind === 'word' &&
      /^\p{Lu}/u.test(token.text) &&
      number &&
      /^\d{1,5}(?:\.\d+)?$/.test(number.text) &&
      number.kind === 'number' &&
      !plainTitle.has(token.lower)
    )
      scope.models.push(`${token.stem}#${number.text}`)
    const place = regionNames[token.lower]
    if (place && /^\p{Lu}/u.test(token.text)) scope.regions.push(place)
    if (
      number?.kind === 'number' &&
      /^\d+\.\d+(?:\.\d+)?$/.test(number.text) &&
      /^\p{Lu}/u.test(token.text) &&
      !mentions.some((mention) => mention.text === number.text)
    )
      scope.versions = [
        ...scope.versions,
        { name: '', from: versionValue(number.text), to: above(number.text) },
      ]
    const next = tokens[index + 1]
    const named =
      token.kind !== 'mark' &&
      /^\p{Lu}/u.test(token.text) &&
      next &&
      next.start === token.end + 1 &&
      /^\p{Lu}\p{Ll}*$/u.test(next.text)
    if (named && !plainTitle.has(next.lower) && !plainTitle.has(token.lower))
      scope.models.push(`${token.lower}#${next.lower}`)
  }
  return scope
}

const plainTitle = list(
  'settings account accounts billing help support guide overview limits faq pricing plans plan features setup installation import export reports users api the a an how what why when where can does is are do i my your error admin security privacy app web edition version update release',
)

/** Reads plan, platform, region, role, model, band and version words of a run of tokens. */
export function readScope(tokens: readonly Token[], subjectEnd: number): ScopeReading {
  const reading: ScopeReading = { scope: emptyScope(), mentions: [], taken: new Set() }
  for (let index = 0; index < tokens.length; index++) {
    readPlan(tokens, index, reading)
    readPlatform(tokens, index, reading)
    readRegion(tokens, index, reading)
    readRole(tokens, index, subjectEnd, reading)
    readModel(tokens, index, reading)
    readBranded(tokens, index, reading)
    readVersion(tokens, index, reading)
    readNumbered(tokens, index, reading)
  }
  for (const mention of reading.mentions) if (mention.asScope) reading.scope.versions.push(mention)
  return reading
}
