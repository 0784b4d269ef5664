/**
 * Whether what an article says it applies to includes a version. `order` is the product's versions, oldest first.
 * Understood are a name (4.2), all that begin so (4.x), from–to (4.0–4.2, both included) and from on (4.2+, ≥ 4.2).
 */
export function coversVersion(
  appliesTo: readonly string[],
  version: string,
  order: readonly string[],
): boolean {
  const place = placeIn(order, version)
  return appliesTo.some((entry) => {
    const said = plain(entry)
    if (said === plain(version)) return true
    const family = /^([\w.]+)\.[x*]$/.exec(said)?.[1]
    if (family !== undefined) return plain(version).startsWith(`${family}.`) || plain(version) === family
    const from = /^(?:(?:≥|>=)\s*(.+)|(.+?)(?:\+|\s+(?:and|or) (?:later|newer|above)))$/.exec(said)
    if (from !== null) return isFrom(order, place, (from[1] ?? from[2])!)
    const range = /^(.+?)\s*(?:–|—|\bto\b|\.\.|(?<=\d)-(?=\d))\s*(.+)$/.exec(said)
    if (range === null || place === -1) return false
    return isFrom(order, place, range[1]!) && place <= lastOf(order, range[2]!)
  })
}

function isFrom(order: readonly string[], place: number, from: string): boolean {
  const start = order.findIndex((name) => isOf(name, from))
  return place !== -1 && start !== -1 && place >= start
}

/** The last place that a name such as 4.2 or 4.x stands for; -1 when there is none. */
function lastOf(order: readonly string[], name: string): number {
  return order.findLastIndex((known) => isOf(known, name))
}

function isOf(known: string, name: string): boolean {
  const family = /^(.+)\.[x*]$/.exec(name)?.[1]
  return plain(known) === name || (family !== undefined && plain(known).startsWith(`${family}.`))
}

function placeIn(order: readonly string[], version: string): number {
  return order.findIndex((name) => plain(name) === plain(version))
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^(?:version|v)\.?\s*(?=\d)/, '')
}
