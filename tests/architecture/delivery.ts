import type { Yaml } from '#tests/support/plain-yaml.ts'

/** One instruction of a Dockerfile with its continued lines joined. */
interface Instruction {
  readonly name: string
  readonly rest: string
}

export function readDockerfile(source: string): readonly Instruction[] {
  const joined = source.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ')
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { name: name.toUpperCase(), rest: rest.trim() }
    })
}

const secretName = /password|secret|token|key|database_url/i

/** A tag that names one version down to its last number, or a digest. */
const isPinned = (image: string): boolean => /@sha256:[\da-f]{64}$/.test(image) || /:v?\d+\.\d+(\.\d+)?(-[\w.-]+)?$/.test(image)

const isExec = (text: string): boolean => /^(--\S+\s+)*(CMD\s+)?\[".*"\]$/.test(text)

const namesOf = (env: string): readonly string[] => [...env.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name)

/** What is wrong with a Dockerfile, in a few words each. */
export function dockerfileProblems(source: string): readonly string[] {
  const all = readDockerfile(source)
  const of = (...names: readonly string[]): readonly Instruction[] => all.filter(({ name }) => names.includes(name))
  const stages = new Set(of('FROM').map(({ rest }) => / AS (\S+)$/i.exec(rest)?.[1]))
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'))
  const user = last.findLast(({ name }) => name === 'USER')?.rest ?? ''
  return [
    ...of('FROM').flatMap(({ rest }) => {
      const image = rest.split(' ')[0] ?? ''
      return stages.has(image) || isPinned(image) ? [] : [`not pinned: ${image}`]
    }),
    ...of('ADD').map(({ rest }) => `ADD instead of COPY: ${rest}`),
    ...of('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap(({ name, rest }) => (isExec(rest) ? [] : [`${name} through a shell: ${rest}`])),
    ...of('ENV', 'ARG').flatMap(({ rest }) =>
      namesOf(rest).flatMap((name) => (secretName.test(name) && !name.endsWith('_FILE') ? [`secret in the image: ${name}`] : [])),
    ),
    ...of('RUN').flatMap(({ rest }) =>
      /\bnpm\b/.test(rest) && /"(ci|install|prune)"/.test(rest) && !rest.includes('--ignore-scripts') ? [`install scripts run: ${rest}`] : [],
    ),
    ...(/^[1-9]\d*(:[1-9]\d*)?$/.test(user) ? [] : [`runs as "${user}", expected a number that is not 0`]),
    ...(last.some(({ name }) => name === 'HEALTHCHECK') ? [] : ['no HEALTHCHECK']),
    ...(last.filter(({ name }) => name === 'VOLUME').length === 1 ? [] : ['expected one VOLUME']),
    ...(of('FROM').length > 1 ? [] : ['expected two stages']),
  ]
}

type Map = Readonly<Record<string, Yaml>>
const mapOf = (it: Yaml | undefined): Map => (typeof it === 'object' && !Array.isArray(it) ? (it as Map) : {}) // neither a word nor a list
const listOf = (it: Yaml | undefined): readonly Yaml[] => (Array.isArray(it) ? it : [])
const wordOf = (it: Yaml | undefined): string => (typeof it === 'string' ? it : JSON.stringify(it ?? ''))
const has = (it: Yaml | undefined, word: string): boolean => listOf(it).includes(word)

function serviceProblems(name: string, service: Map): readonly string[] {
  const environment = Object.keys(mapOf(service['environment']))
  const volumes = listOf(service['volumes']).map(wordOf)
  return [
    ...(isPinned(wordOf(service['image'])) ? [] : [`image not pinned: ${wordOf(service['image'])}`]),
    ...(service['read_only'] === 'true' ? [] : ['root is writable']),
    ...(has(service['cap_drop'], 'ALL') ? [] : ['capabilities are kept']),
    ...(has(service['security_opt'], 'no-new-privileges:true') ? [] : ['may gain privileges']),
    ...listOf(service['cap_add']).flatMap((cap) => (cap === 'NET_BIND_SERVICE' ? [] : [`gains ${wordOf(cap)}`])),
    ...environment.flatMap((key) => (secretName.test(key) && !key.endsWith('_FILE') ? [`secret in the environment: ${key}`] : [])),
    ...volumes.flatMap((v) => (v.includes('docker.sock') || /^\/(:|$)/.test(v) ? [`mounts ${v}`] : [])),
    ...volumes.flatMap((v) => (v.startsWith('.') && !v.endsWith(':ro') ? [`writes beside the compose file: ${v}`] : [])),
    ...['privileged', 'network_mode', 'pid', 'ipc', 'devices'].flatMap((key) => (key in service ? [`sets ${key}`] : [])),
  ].map((problem) => `${name}: ${problem}`)
}

/** What is wrong with a compose file, in a few words each. Only the proxy may be reached from outside. */
export function composeProblems(compose: Yaml): readonly string[] {
  const { services, secrets } = mapOf(compose)
  const all = Object.entries(mapOf(services)).map(([name, service]) => [name, mapOf(service)] as const)
  const offered = Object.keys(mapOf(secrets))
  return [
    ...all.flatMap(([name, service]) => serviceProblems(name, service)),
    ...all.flatMap(([name, service]) => ('ports' in service && name !== 'proxy' ? [`${name}: reached from outside`] : [])),
    ...all.flatMap(([name, service]) => listOf(service['secrets']).flatMap((s) => (offered.includes(wordOf(s)) ? [] : [`${name}: no secret ${wordOf(s)}`]))),
    ...Object.entries(mapOf(secrets)).flatMap(([name, secret]) => ('file' in mapOf(secret) ? [] : [`secret ${name} is no file`])),
  ]
}
