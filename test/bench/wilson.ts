/** A share with its Wilson 95 % interval, as printed in the log of rounds. */
export function ratio(part: number, whole: number): string {
  if (whole === 0) return 'no data'
  const [low, high] = wilson(part, whole)
  return `${(part / whole).toFixed(2)} (${part}/${whole}, ${low.toFixed(2)}–${high.toFixed(2)})`
}

/** The Wilson score interval at 95 %. */
export function wilson(part: number, whole: number): [number, number] {
  const z = 1.96
  const p = part / whole
  const centre = p + (z * z) / (2 * whole)
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole))
  const scale = 1 + (z * z) / whole
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}

/** The 95 % upper bound of a rare rate, one-sided, for `events` seen (Poisson, chi-square by Wilson and Hilferty). */
export function upperBound(events: number): number {
  const k = 2 * (events + 1)
  const z = 1.645
  return (k * (1 - 2 / (9 * k) + z * Math.sqrt(2 / (9 * k))) ** 3) / 2
}
