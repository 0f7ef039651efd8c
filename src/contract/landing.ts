import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { FrameChoices } from './frame-choice.ts'
import { Id } from './json.ts'
import { Need } from './need.ts'
import { marks } from './severity.ts'

/**
 * One sentence made from data. The locale has the words (`landing.<key>`), `args` fills them in, and every part of the words
 * that is a fact stands between tags, `<alerts>Two criticals</alerts>`, whose name says in `links` where it can be checked.
 * An argument named `at` is a moment in epoch ms, `lasts` and `lasted` are lengths in ms.
 */
export const Sentence = z.object({
  key: z.string().check(z.regex(/^[a-zA-Z][\w.]*$/), z.maxLength(64)),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Addresses inside Homeport, by the name of the tag. */
  links: z.record(z.string(), z.string().check(z.regex(/^[/#]/), z.maxLength(2000))),
})
export type Sentence = z.infer<typeof Sentence>

/**
 * How well something is known: `known`, from everything asked; `partial`, a source did not answer; `failed`, none did;
 * `refused`, there are sources but none for whoever asks; `unconnected`, nothing reports here yet.
 */
export const knowledge = ['known', 'partial', 'failed', 'refused', 'unconnected'] as const
export const Knowledge = z.enum(knowledge)
export type Knowledge = (typeof knowledge)[number]

/** Something that needs a person now. */
export const AttentionRow = z.object({
  /** Id of the observation. */
  id: z.string(),
  kind: z.enum(['alert', 'incident']),
  mark: z.enum(marks),
  /** The reporter's own words. */
  title: z.string(),
  service: z.nullable(z.string()),
  site: z.nullable(z.string()),
  /** Who has it; null: nobody. */
  owner: z.nullable(z.string()),
  /** How many alerts of the same rule and service it stands for. */
  count: z.int(),
  since: z.number(),
  /** What brings it here: the reader's own team or services, their site, or the estate. */
  why: z.enum(['team', 'site', 'estate']),
  /** Where to look at it, and where to begin work on it. */
  href: z.string(),
  triage: z.string(),
})
export type AttentionRow = z.infer<typeof AttentionRow>

export const HighlightRow = z.object({
  id: z.string(),
  /** The number, said first. */
  figure: Sentence,
  /** What it counts, and than what. */
  words: Sentence,
  href: z.string(),
})
export type HighlightRow = z.infer<typeof HighlightRow>

export const Landing = z.object({
  /** Epoch ms it was put together. */
  at: z.number(),
  /** The role that counts now; null for whoever has none. */
  role: z.nullable(z.string()),
  /** The dashboard below the strips, and whose choice it is; null where there is none the reader may see. */
  dashboard: z.nullable(Id),
  from: z.enum(['own', 'role', 'organisation']),
  /** Nothing of the dashboard of their role has anybody to ask yet; `dashboard` is what stands in for it. */
  waits: z.boolean(),
  /** What the dashboard of their role waits for and how many widgets with it, for whoever may connect it; empty for others. */
  connect: z.array(z.object({ need: Need, widgets: z.int() })),
  /** What this person did about the frame around the dashboard, on whatever device. */
  frame: FrameChoices,
  /** Whether it speaks of the demo estate. */
  demo: z.boolean(),
  answer: z.object({ state: Knowledge, sentences: z.array(Sentence), reason: z.array(Sentence) }),
  attention: z.object({ state: Knowledge, rows: z.array(AttentionRow), total: z.int(), all: z.string(), scope: z.enum(['own', 'estate']) }),
  highlights: z.object({ state: Knowledge, rows: z.array(HighlightRow) }),
  /** Events of the last 24 hours for the watch line; null where nothing reports events. */
  watch: z.nullable(
    z.object({
      from: z.number(),
      /** Length of one bar in ms. */
      stepMs: z.number(),
      /** Episodes that began, and of those the critical ones. */
      counts: z.array(z.int()),
      critical: z.array(z.int()),
      /** Shift changes, where the organisation has told them. */
      shifts: z.array(z.object({ at: z.number(), name: z.string() })),
    }),
  ),
})
export type Landing = z.infer<typeof Landing>

/** The person's first screen, made for their active role from what they may see. */
export const readLanding = endpoint({
  name: 'readLanding',
  method: 'GET',
  path: '/api/landing',
  /** IANA zone of the reader: "the same weekday last week" depends on it. */
  search: z.object({ zone: z._default(z.string().check(z.maxLength(64)), 'UTC') }),
  output: Landing,
})
