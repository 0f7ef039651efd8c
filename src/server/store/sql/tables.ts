import type { FrameChoice } from '../frames.ts'
import type { Generated } from 'kysely'

/** Columns as the queries see them. Times are epoch milliseconds, `removed` is 0 or 1, `doc` and `body` are JSON text. */
export interface Tables {
  /** Heads only: the document of a revision is in `revisions`. A removed one stays, so that its history and its counting go on. */
  dashboards: { id: string; rev: number; removed: number; origin: string }
  revisions: { id: string; rev: number; at: number; title: string; widgets: number; narrowed: Generated<number>; doc: string }
  /** `subject` and `rev` say which answer the key got; `body` holds it where no revision does. */
  write_keys: { key: string; body_hash: string; at: number; subject: string; rev: number; origin: string; body: string | null }
  sources: { id: string; rev: number; removed: number; origin: string; created_at: number; updated_at: number; body: string }
  /** `sealed` opens for this source, field and address only. */
  source_secrets: { source: string; field: string; sealed: string; set_at: number }
  observations: {
    id: string
    kind: string
    source: string
    severity: string
    status: string
    service: string | null
    site: string | null
    team: string | null
    owner: string | null
    started_at: number
    ended_at: number | null
    updated_at: number
    /** Of the body: ties labels to exactly this report. */
    digest: string
    body: string
  }
  observation_labels: { name: string; observation: string; digest: string; value: string }
  /** Sums per half hour, class of value and dimension: `sum` in thousandths. */
  rollups: {
    metric: string
    slot: number
    cls: number
    source: string
    service: string
    site: string
    team: string
    severity: string
    split: string
    n: number
    sum: number
  }
  samples: { series: string; at: number; value: number }
  facts: { name: string; value: string }
  /** On PostgreSQL also `xid`, which tells when a row may be read. */
  outbox: { seq: Generated<number>; at: Generated<number>; topic: string; id: string; rev: number | null }
  /**
   * Written once; only `place` (in the chain, from 1) and `hash` are filled in later, when the line is sealed. `line` is an AuditDraft
   * as JSON text, kept as it was written. On PostgreSQL a line may appear after one with a higher `seq`; ask for those not sealed
   * with a lower bound on `seq` too, because only there an index knows them.
   */
  audit: {
    seq: Generated<number>
    at: number
    actor: string
    action: string
    object: string
    line: string
    place: Generated<number | null>
    hash: Generated<string | null>
  }
  /** `rights` is DashboardRights as JSON text, what is decided by; the subjects are the same as rows, what is found by. */
  dashboard_access: { dashboard: string; rev: number; owner: string | null; rights: string }
  dashboard_subjects: { kind: string; subject: string; dashboard: string }
  /** `id` is person and dashboard; `body` is what they arranged as JSON text. */
  layers: { id: string; person: string; dashboard: string; rev: number; updated_at: number; body: string }
  /** One row for each choice about the frame that stands. */
  frame_choices: { person: string; act: FrameChoice['act']; name: string; at: number }
  /** `grants` is JSON text; null where nobody narrowed the source. */
  source_access: { source: string; rev: number; grants: string | null }
  /** `disabled` is 0 or 1; teams and sites are JSON lists of names. */
  people: {
    id: string
    rev: number
    name: string
    login: string | null
    password: string | null
    email: string | null
    disabled: number
    active: string | null
    landing: string | null
    teams: string
    sites: string
    chosen_teams: string
    chosen_sites: string
    created_at: number
    seen_at: number | null
  }
  person_roles: { person: string; role: string; source: string; place: number }
  identities: { issuer: string; subject: string; person: string }
  roles: {
    id: string
    rev: number
    name: string
    level: string
    capabilities: string
    landing: string | null
    preset: number
    created_at: number
    place: number
    parent: string | null
    /** 0 or 1. */
    shared: number
  }
  sessions: {
    id: string
    person: string
    via: string
    issuer: string | null
    subject: string | null
    idp_session: string | null
    id_token: string | null
    agent: string
    network: string
    created_at: number
    seen_at: number
    proved_at: number
    token_at: number
    rotate_at: number
  }
  session_tokens: { hash: string; session: string; made_at: number; retired_at: number | null }
  service_tokens: {
    id: string
    name: string
    hash: string
    scopes: string
    owner: string
    created_at: number
    expires_at: number
    used_at: number | null
  }
  /** `settings`, `profile` and `slots` are JSON text; `contribution` is 0 or 1, the same as in the settings, what is found by. */
  learners: {
    person: string
    key: string
    rev: number
    role: string | null
    settings: string
    profile: string | null
    slots: string
    contribution: number
    stays: string | null
  }
  /** `queries` is JSON text. */
  kept_queries: {
    person: string
    queries: string
  }
  signals: {
    seq: Generated<number>
    key: string
    id: string
    minute: number
    kind: string
    item: string
    came_from: string | null
    via: string
    step: string | null
    look: string | null
    shape: string | null
  }
  seed_heads: { role: string; rev: number; published: number | null; prior: string | null; built_at: number | null }
  /** `items` is JSON text. */
  seeds: { role: string; version: number; built_at: number; published_at: number | null; items: string }
  /** One row: whose turn it is to decide who may do what, and the one-time code. */
  door: { id: number; epoch: number; code_hash: string | null; code_expires: number | null; code_person: string | null }
  /** `pending` is 1 while an effect is not confirmed; `gone_at`: until when a discarded one can be had back. `lease`, `seen` and `body` are JSON text. `about` is unique. */
  runs: {
    id: string
    rev: number
    owner: string
    state: string
    pending: number
    updated_at: number
    wake_at: number
    gone_at: number | null
    lease_device: string | null
    lease_until: number | null
    lease: string | null
    seen: string | null
    body: string
    about: string | null
  }
  run_helpers: { person: string; run: string }
  /** `made_by` is the effect it came from. */
  records: { id: string; kind: string; rev: number; made_by: string; at: number; updated_at: number; body: string }
  counters: { name: string; value: number }
  acknowledgements: { alert: string; person: string; name: string; at: number; run: string; note: string }
  /** `until` is a moment: when a bucket is full again, or a use forgotten. `key` is a digest or a part of one. */
  attempts: { kind: string; key: string; until: number }
  schema_version: { id: number; version: number; updated_at: number }
}
