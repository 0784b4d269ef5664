// Triage, measured: npm run bench -- triage [labelled|linked|scale] [threads] [database to keep]
const [what = 'labelled', size, kept] = process.argv.slice(2)
if (what === 'scale') {
  const { scale } = await import('./triage/scale.ts')
  await scale(Number(size ?? 100_000), kept)
} else if (what === 'linked') {
  const { linked } = await import('./triage/linked.ts')
  await linked()
} else {
  const { labelled } = await import('./triage/labelled.ts')
  labelled()
}
