import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'

export const intakeNames = ['events', 'alertmanager', 'grafana'] as const
export type IntakeName = (typeof intakeNames)[number]

/** Per intake, the file that holds its bearer token. */
export type IntakeConfig = Readonly<Partial<Record<IntakeName, { readonly tokenFile: string } | undefined>>>

const shortest = 16

const digest = async (text: string): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** Same number of steps whatever is compared: both sides are hashed first, so not even the length shows. */
export async function equalSecrets(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([digest(a), digest(b)])
  return x.reduce((differs, byte, i) => differs | (byte ^ (y[i] ?? 0)), 0) === 0
}

async function tokenOf(name: IntakeName, config: IntakeConfig, ports: Pick<Ports, 'secrets' | 'log'>): Promise<string> {
  const file = config[name]?.tokenFile
  if (!file) throw new ServerFault('forbidden', { detail: `not configured: intake.${name}.tokenFile` })
  const token = await ports.secrets.read(file).catch((cause: unknown) => {
    ports.log.error('intake.token.unreadable', { intake: name, error: String(cause) })
    throw new ServerFault('unavailable', { detail: `unreadable: intake.${name}.tokenFile`, cause })
  })
  if (token.length < shortest) throw new ServerFault('forbidden', { detail: `token shorter than ${shortest} characters: intake.${name}.tokenFile` })
  return token
}

/** Refuses a delivery that does not carry this intake's token, before its body is read. */
export async function provenBy(name: IntakeName, config: IntakeConfig, ports: Pick<Ports, 'secrets' | 'log'>, headers: Headers): Promise<void> {
  const token = await tokenOf(name, config, ports)
  const given = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (given === undefined || !(await equalSecrets(given, token))) throw new ServerFault('unauthenticated', { detail: 'bearer token missing or wrong' })
}
