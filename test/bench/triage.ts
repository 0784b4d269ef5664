// Triage, measured: npm run bench -- triage [labelled|scale] [threads]
const [what = 'labelled', size] = process.argv.slice(2)
if (what === 'scale') {
  const { scale } = await import('./triage/scale.ts')
  scale(Number(size ?? 100_000))
} else {
  const { labelled } = await import('./triage/labelled.ts')
  labelled()
}
