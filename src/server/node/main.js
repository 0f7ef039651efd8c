// @ts-check
// Plain JavaScript, because a Node too old to read TypeScript must still be told so.

const oldest = 24

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(`Homeport needs Node ${oldest} or newer and this is ${process.versions.node}. Run it with: npm start\n`)
  process.exitCode = 78
} else {
  const { keepCompiled } = await import('./compiled.js')
  keepCompiled()
  const { run } = await import('./run.ts')
  await run()
}
