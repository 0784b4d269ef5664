// Triage, measured: npm run bench -- triage [labelled|scale] [threads] [database to keep]
const [what = 'labelled', size, kept] = process.argv.slice(2)
if (what === 'scale') {
  const { scale } = await import('./triage/scale.ts')
  await scale(Number(size ?? 100_000), kept)
} else {
  const { labelled } = await import('./triage/labelled.ts')
  labelled()
}
