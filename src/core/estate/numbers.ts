/**
 * Every plausible number of the estate, in one place. They are choices, not measurements (aiops.md 6): enough like a
 * mid-sized online shop that KPIs computed from them look familiar.
 */
export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000
export const week = 604_800_000

export const numbers = {
  /** Requests per second at the middle of a normal day, by tier: median and sigma of a log-normal. */
  baseRate: { 1: [220, 0.7], 2: [140, 0.8], 3: [400, 0.9] },
  growthPerYear: 0.18,
  lunchDip: 0.08,
  weekend: { evening: 1.12, office: 0.22, flat: 0.94 },
  /** Deviation of the noise on load, at one minute, fifteen minutes and six hours. */
  loadNoise: [0.02, 0.03, 0.04],
  backgroundErrors: [0.0002, 0.001],
  /** p95 in seconds when idle, by tier. */
  idleLatency: { 1: 0.12, 2: 0.06, 3: 0.015 },
  queueing: 0.35,
  maxLoad: 0.97,
  incidentsPerWeek: { sev1: 0.1, sev2: 0.5, sev3: 1.6, sev4: 1.8, sev5: 35 },
  causes: { change: 0.35, capacity: 0.15, dependency: 0.2, network: 0.1, other: 0.2 },
  /** Share of requests that has to be good over 30 days, by tier. */
  objectives: { 1: 0.995, 2: 0.993, 3: 0.99 },
  /** Minutes: median and sigma. */
  detect: [3, 0.6],
  acknowledge: { day: [4, 0.6], night: [11, 0.7] },
  /** Minutes to resolve, median by severity 1 to 5; sigma for all. */
  resolve: [55, 80, 240, 1560, 18],
  resolveSigma: 0.7,
  autoRemediated: [0.22, 0.35],
  reopened: 0.06,
  changesPerWeek: 55,
  changeTypes: [
    ['standard', 0.6, 0.03],
    ['normal', 0.34, 0.09],
    ['emergency', 0.06, 0.18],
  ],
  conflictsPerWeek: 2,
  deploysPerWeek: 120,
  runsPerWeek: 260,
  runSuccess: [0.88, 0.94],
  ticketsPerWeek: 420,
  findings: 60,
  rules: 90,
  /** Alert episodes per week over all rules, before bursts. */
  episodesPerWeek: 4000,
  /** Zipf exponent of rule noise: 5 % of rules give about 60 % of episodes. */
  zipf: 1.35,
  episodeMinutes: [7.5, 0.9],
  /** Longest an alert of a minor incident or a burst keeps firing. */
  symptomMs: 40 * minute,
  flapping: 0.08,
  lateShare: 0.05,
  burstsPerWeek: 0.7,
  burstAlerts: [60, 180],
  hosts: { small: 24, demo: 320, large: 3200 },
} as const

export type Size = 'small' | 'demo' | 'large'
/** Share of the events each size makes, against `demo`. */
export const volume: Readonly<Record<Size, number>> = { small: 0.15, demo: 1, large: 10 }
