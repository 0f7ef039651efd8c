/** How somebody likes to see one kind of data: evidence by form, decayed by decisions. Plain JSON, at most 64 kinds of 12 forms. */
export interface ViewHabits {
  readonly v: 1
  readonly kinds: readonly ViewHabit[]
}

/** Evidence about one key: a data kind with its shape and task, or the family it belongs to. */
export interface ViewHabit {
  readonly key: string
  readonly forms: Readonly<Record<string, number>>
  /** Switches to each form, and the last two sessions (their minute of start) they happened in. */
  readonly switches: Readonly<Record<string, { readonly times: number; readonly sessions: readonly number[] }>>
  /** Day (since 1970) until which nothing is asked. */
  readonly silentUntil: number
}

export interface ViewKey {
  /** Data kind, shape signature and task, as one text. */
  readonly kind: string
  /** What such kinds have in common: their shape signature. */
  readonly family: string
}

/** An explicit switch that was kept for 30 seconds. Keeping the default proves nothing and is not told. */
export interface ViewSwitch extends ViewKey {
  readonly from: string
  readonly to: string
  /** Anything that is the same throughout a session and differs between two. */
  readonly session: number
}

export const noViewHabits: ViewHabits = { v: 1, kinds: [] }

const kappa = 2
/** Evidence halves every 20 decisions about the same kind. */
const decay = 2 ** (-1 / 20)
const faint = 0.01
const [mostKinds, mostForms] = [64, 12]
const silentDays = 30
const ask = { from: 0.8, switches: 3, sessions: 2 } as const

const fresh = (key: string): ViewHabit => ({ key, forms: {}, switches: {}, silentUntil: 0 })
const find = (habits: ViewHabits, key: string): ViewHabit => habits.kinds.find((k) => k.key === key) ?? fresh(key)

function learn(habit: ViewHabit, { from, to, session }: ViewSwitch): ViewHabit {
  const forms = new Map(Object.entries(habit.forms).map(([form, n]) => [form, n * decay] as const))
  forms.set(to, (forms.get(to) ?? 0) + 1)
  forms.set(from, Math.max(0, (forms.get(from) ?? 0) - 0.5))
  const known = Object.hasOwn(habit.switches, to) ? habit.switches[to] : undefined
  const sessions = [...new Set([...(known?.sessions ?? []), session])].slice(-ask.sessions)
  const kept = [...forms].filter(([, n]) => n >= faint).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const switches = new Map(Object.entries(habit.switches))
  switches.set(to, { times: (known?.times ?? 0) + 1, sessions })
  const names = new Set(kept.slice(0, mostForms).map(([form]) => form))
  return {
    ...habit,
    forms: Object.fromEntries(kept.filter(([form]) => names.has(form))),
    switches: Object.fromEntries([...switches].filter(([form]) => names.has(form))),
  }
}

/** +1 for the form switched to, -0.5 for the one left, for the kind and for its family; most recently used kinds last. */
export function observeSwitch(habits: ViewHabits, change: ViewSwitch): ViewHabits {
  if (change.from === change.to) return habits
  const keys = [`family ${change.family}`, `kind ${change.kind}`]
  const others = habits.kinds.filter((k) => !keys.includes(k.key))
  return { v: 1, kinds: [...others, ...keys.map((key) => learn(find(habits, key), change))].slice(-mostKinds) }
}

export interface ViewChoice {
  readonly form: string
  /** Probability that the person would choose it. */
  readonly p: number
}

/** Forms of the role by share, adding up to at most 1. */
type RoleForms = Readonly<Record<string, number>>

const share = (of: Readonly<Record<string, number>>, form: string): number => (Object.hasOwn(of, form) ? (of[form] ?? 0) : 0)

/** The allowed forms, likeliest first: evidence about the kind, backed by its family, backed by the role. Ties keep the order they were given in. */
export function rankViews(habits: ViewHabits, { kind, family }: ViewKey, allowed: readonly string[], role: RoleForms = {}): readonly ViewChoice[] {
  const [ofKind, ofFamily] = [find(habits, `kind ${kind}`).forms, find(habits, `family ${family}`).forms]
  const back = (n: Readonly<Record<string, number>>, form: string, prior: number): number => {
    const total = allowed.reduce((sum, f) => sum + share(n, f), 0)
    return (share(n, form) + kappa * prior) / (total + kappa)
  }
  return allowed.map((form) => ({ form, p: back(ofKind, form, back(ofFamily, form, share(role, form))) })).toSorted((a, b) => b.p - a.p)
}

/**
 * The form to ask about, if any: "You often switch this to Gantt. Open it so?" Asked, never flipped: from 80 % on, after three switches in two sessions, and not
 * within 30 days of a no.
 */
export function formToAsk(
  habits: ViewHabits,
  key: ViewKey & { readonly shown: string },
  allowed: readonly string[],
  today: number,
  role: RoleForms = {},
): string | undefined {
  const habit = find(habits, `kind ${key.kind}`)
  const best = rankViews(habits, key, allowed, role)[0]
  if (!best || best.form === key.shown || best.p < ask.from || today < habit.silentUntil) return undefined
  const seen = Object.hasOwn(habit.switches, best.form) ? habit.switches[best.form] : undefined
  return seen && seen.times >= ask.switches && seen.sessions.length >= ask.sessions ? best.form : undefined
}

/** A no: silence for 30 days. */
export function declineForm(habits: ViewHabits, kind: string, today: number): ViewHabits {
  const key = `kind ${kind}`
  const habit = { ...find(habits, key), silentUntil: today + silentDays }
  return { v: 1, kinds: [...habits.kinds.filter((k) => k.key !== key), habit].slice(-mostKinds) }
}
