import { ServerFault } from '../../fault.ts'
import type { Inbound } from '../../ports.ts'
import { invalid, isRecord, needList, needRecord, needText, needTexts, needTime, readJson, safeLink, textOf } from '../read-json.ts'

/** Why Alertmanager said no: a bare JSON text, or `{code, message}`. */
function complaint(text: string, status: number): string {
  try {
    const body: unknown = JSON.parse(text)
    const words = typeof body === 'string' ? body : isRecord(body) ? (textOf(body['message']) ?? textOf(body['error'])) : undefined
    return (words ?? `http ${status}`).slice(0, 500)
  } catch {
    // No JSON, no words.
    return `http ${status}`
  }
}

/** Body of a successful answer; errors as faults in Alertmanager's own words. */
export function readReply({ status, text }: Inbound): unknown {
  if (status >= 200 && status < 300) return readJson(text)
  throw new ServerFault(status >= 500 ? 'source_down' : 'source_query', { detail: complaint(text, status) })
}

export interface Alert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: number
  readonly endsAt: number
  readonly state: string
  readonly silencedBy: readonly string[]
  readonly inhibitedBy: readonly string[]
  readonly receivers: readonly string[]
  readonly link: string | undefined
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [])

export function readAlert(value: unknown): Alert {
  const alert = needRecord(value, 'alert')
  const status = needRecord(alert['status'], 'status')
  return {
    fingerprint: needText(alert['fingerprint'], 'fingerprint'),
    labels: needTexts(alert['labels'], 'labels'),
    annotations: needTexts(alert['annotations'] ?? {}, 'annotations'),
    startsAt: needTime(alert['startsAt'], 'startsAt'),
    endsAt: needTime(alert['endsAt'], 'endsAt'),
    state: textOf(status['state']) ?? '',
    silencedBy: texts(status['silencedBy']),
    inhibitedBy: texts(status['inhibitedBy']),
    receivers: Array.isArray(alert['receivers']) ? alert['receivers'].flatMap((r) => (isRecord(r) ? (textOf(r['name']) ?? []) : [])) : [],
    link: safeLink(alert['generatorURL']),
  }
}

export const readAlerts = (body: unknown): readonly Alert[] => needList(body, 'alerts').map(readAlert)

export interface Group {
  readonly labels: Readonly<Record<string, string>>
  readonly receiver: string
  readonly alerts: readonly Alert[]
}

export const readGroups = (body: unknown): readonly Group[] =>
  needList(body, 'groups').map((value) => {
    const group = needRecord(value, 'group')
    const receiver = group['receiver']
    return {
      labels: needTexts(group['labels'] ?? {}, 'labels'),
      receiver: isRecord(receiver) ? (textOf(receiver['name']) ?? '') : '',
      alerts: readAlerts(group['alerts']),
    }
  })

export interface SilenceMatcher {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
}

export interface Silence {
  readonly id: string
  readonly matchers: readonly SilenceMatcher[]
  readonly startsAt: number
  readonly endsAt: number
  readonly createdBy: string
  readonly comment: string
  readonly state: string
}

const readMatcher = (value: unknown): SilenceMatcher => {
  const matcher = needRecord(value, 'matcher')
  return {
    name: needText(matcher['name'], 'matcher name'),
    value: needText(matcher['value'], 'matcher value'),
    isRegex: matcher['isRegex'] === true,
    // Absent in old versions, where there was no other kind.
    isEqual: matcher['isEqual'] !== false,
  }
}

export const readSilences = (body: unknown): readonly Silence[] =>
  needList(body, 'silences').map((value) => {
    const silence = needRecord(value, 'silence')
    return {
      id: needText(silence['id'], 'id'),
      matchers: needList(silence['matchers'], 'matchers').map(readMatcher),
      startsAt: needTime(silence['startsAt'], 'startsAt'),
      endsAt: needTime(silence['endsAt'], 'endsAt'),
      createdBy: textOf(silence['createdBy']) ?? '',
      comment: textOf(silence['comment']) ?? '',
      state: isRecord(silence['status']) ? (textOf(silence['status']['state']) ?? '') : '',
    }
  })

/** Name of a silence that was just written. */
export const readSilenceId = (body: unknown): string => needText(needRecord(body, 'silence')['silenceID'], 'silenceID')

/** Version alone: the status also holds the configuration, which tells routes and receivers and goes no further. */
export function readVersion(body: unknown): string | undefined {
  const { versionInfo } = needRecord(body, 'status')
  if (!isRecord(versionInfo)) throw invalid('status without a version')
  return textOf(versionInfo['version'])?.slice(0, 60)
}
