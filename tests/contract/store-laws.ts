import { afterEach, beforeEach, describe, vi } from 'vitest'
import type { Store } from '#server/store/store.ts'
import { accessLaws } from './store-laws/access.ts'
import { attemptLaws } from './store-laws/attempt.ts'
import { auditLaws } from './store-laws/audit.ts'
import { dashboardLaws } from './store-laws/dashboard.ts'
import { peopleLaws, roleLaws, sessionLaws, tokenLaws } from './store-laws/identity.ts'
import { learningLaws } from './store-laws/learning.ts'
import { layerLaws } from './store-laws/layer.ts'
import { observationLaws } from './store-laws/observation.ts'
import { rollUpLaws } from './store-laws/roll-up.ts'
import { recordLaws } from './store-laws/record.ts'
import { runLaws } from './store-laws/run.ts'
import { sampleLaws } from './store-laws/sample.ts'
import { sourceLaws } from './store-laws/source.ts'
import type { Subject } from './store-laws/subject.ts'
import { factLaws } from './store-laws/fact.ts'
import { frameLaws } from './store-laws/frame.ts'
import { trailLaws } from './store-laws/trail.ts'

/** One place where a store keeps its data. Opening it again finds what was there. */
export interface Home {
  open(): Promise<Store>
  destroy(): Promise<void>
}

/** The laws every store keeps. `move` makes an empty home for one test. */
export function storeLaws(move: () => Promise<Home>): void {
  // Real disks and servers on busy machines.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let home: Home
  let store: Store

  beforeEach(async () => {
    home = await move()
    store = await home.open()
  })
  afterEach(async () => {
    await store.close()
    await home.destroy()
  })

  const subject: Subject = {
    store: () => store,
    reopen: async () => {
      await store.close()
      store = await home.open()
      return store
    },
  }

  describe('dashboards', () => {
    dashboardLaws(subject)
  })
  describe('sources', () => {
    sourceLaws(subject)
  })
  describe('observations', () => {
    observationLaws(subject)
  })
  describe('roll-ups', () => {
    rollUpLaws(subject)
  })
  describe('samples', () => {
    sampleLaws(subject)
  })
  describe('access', () => {
    accessLaws(subject)
  })
  describe('layers', () => {
    layerLaws(subject)
  })
  describe('audit', () => {
    auditLaws(subject)
  })
  describe('facts', () => {
    factLaws(subject)
  })

  describe('the frame', () => {
    frameLaws(subject)
  })
  describe('runs', () => {
    runLaws(subject)
  })
  describe('records', () => {
    recordLaws(subject)
  })
  describe('trails', () => {
    trailLaws(subject)
  })
  describe('people', () => {
    peopleLaws(subject)
  })
  describe('roles', () => {
    roleLaws(subject)
  })
  describe('sessions', () => {
    sessionLaws(subject)
  })
  describe('service tokens', () => {
    tokenLaws(subject)
  })
  describe('attempts', () => {
    attemptLaws(subject)
  })
  describe('learning', () => {
    learningLaws(subject)
  })
}
