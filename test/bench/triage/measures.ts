/** V-measure: harmonic mean of homogeneity and completeness of a grouping against labels (Rosenberg, Hirschberg 2007). */
export function vMeasure(labels: readonly string[], groups: readonly string[]) {
  const [byLabel, byGroup, byBoth] = [
    labels,
    groups,
    labels.map((label, at) => `${label}\u0000${groups[at]}`),
  ].map(counts) as [number[], number[], number[]]
  const [label, group, both] = [entropy(byLabel), entropy(byGroup), entropy(byBoth)]
  const shared = label + group - both
  const homogeneity = label === 0 ? 1 : shared / label
  const completeness = group === 0 ? 1 : shared / group
  const v =
    homogeneity + completeness === 0 ? 0 : (2 * homogeneity * completeness) / (homogeneity + completeness)
  return { v, homogeneity, completeness, groups: byGroup.length }
}

/** Chance that a known one scores above a new one; ties count half. */
export function auroc(scores: readonly number[], isKnown: readonly boolean[]): number {
  const order = scores.map((score, at) => ({ score, known: isKnown[at]! })).sort((a, b) => a.score - b.score)
  let [ranks, known] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && order[to]!.score === order[from]!.score) to++
    const tied = order.slice(from, to).filter((one) => one.known).length
    ranks += tied * ((from + 1 + to) / 2)
    known += tied
    from = to
  }
  return (ranks - (known * (known + 1)) / 2) / (known * (order.length - known))
}

function counts(values: readonly string[]): number[] {
  const found = new Map<string, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return [...found.values()]
}

function entropy(sizes: readonly number[]): number {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return -sizes.reduce((sum, size) => sum + (size / all) * Math.log(size / all), 0)
}
