import * as z from 'zod/mini'
import { afterEach, describe, expect, test } from 'vitest'
import { api as endpoints } from '#contract/api.ts'
import type { EndpointName } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { Fault, faultStatus } from '#contract/fault.ts'
import { createApi } from '#server/api.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { events } from '#server/connectors/events/index.ts'
import { createMemoryPorts, noIdentity } from '#server/memory-ports.ts'
import type { Identity } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { emptyDoc, frameOf, scriptedConnector } from '#tests/support/api-world.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { readLive } from '#tests/support/live-reader.ts'
import { quickCrypto } from '#tests/support/people-world.ts'
import { carriers } from './carriers.ts'
import type { Carrier } from './carriers.ts'

const all = Object.entries(endpoints) as readonly (readonly [EndpointName, Endpoint])[]
const token = 'a-token-long-enough-to-be-one'

/** Secrets are counted: the first is the set-up code, the second the session it begins. */
const countedToken = (n: number): string => `counted-${String(n).padStart(35, '0')}`

/** The same world each time: ids are counted, the clock stands still. */
function createSameWorld() {
  let count = 0
  const clock = createFakeClock()
  const ids = { next: () => `id${(count += 1)}`, random: () => 0.5 }
  const secrets = { read: async () => token }
  const script = { query: async () => frameOf(1, Number.NaN, Number.POSITIVE_INFINITY, 4), check: async () => ({ version: '2.42.0' }) }
  const scripted = scriptedConnector(
    new Map([
      ['one', script],
      ['two', script],
    ]),
  )
  const demo: Connector = { ...scriptedConnector(new Map([['demo', script]]), 'demo'), addable: false, config: z.object({}) }
  const options = {
    connectors: { scripted, demo, events },
    starters: [
      { id: 'start', doc: { ...emptyDoc, title: 'This machine' }, origin: 'starter' },
      { id: 'shown', doc: { ...emptyDoc, title: 'Shown' }, origin: 'demo' },
    ],
    version: '1.2.3',
    fileSources: [{ id: 'one', kind: 'scripted', name: 'One', config: { url: 'http://127.0.0.1:9090' } }],
    intake: { events: { tokenFile: 't' }, alertmanager: { tokenFile: 't' }, grafana: { tokenFile: 't' } },
  } as const
  let tokens = 0
  const crypto = { ...quickCrypto, token: () => countedToken((tokens += 1)) }
  const identity: Identity = {
    ...noIdentity,
    callerOf: (request) => {
      const session = request.headers.get('x-test-session') ?? undefined
      return { ...noIdentity.callerOf(request), ...(session !== undefined && { session, vouched: undefined }) }
    },
  }
  // Readonly literals are the very documents the schema describes.
  return createApi(
    createMemoryPorts({ store: createMemoryStore(), clock, ids, secrets, crypto, identity }),
    options as unknown as Parameters<typeof createApi>[1],
  )
}

interface Step {
  readonly name: EndpointName | 'none'
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const json = { 'content-type': 'application/json' }
const key = (n: number): Record<string, string> => ({ 'idempotency-key': `key-${n}-0123456789` })
const bearer = { authorization: `Bearer ${token}` }
/** The first administrator's session. */
const ada = { 'x-test-session': countedToken(2) }
const range = { from: 1_799_999_000_000, to: 1_800_000_000_000 }
const source = { id: 'two', kind: 'scripted', name: 'Two', config: { url: 'http://127.0.0.1:9091' } }
const alert = {
  status: 'firing',
  labels: { alertname: 'Down' },
  annotations: {},
  startsAt: '2027-01-15T07:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: 'abc',
}

const nightShift = { name: 'Night shift', level: 'editor', capabilities: ['dashboards.share'], landing: null }
const bob = { name: 'Bob Muster', login: 'bob', password: 'another rare sentence', roles: ['sre'], teams: ['noc'], sites: [] }
/** Begun by the sign-in: the third secret is the record nobody's password fits. */
const bobs = { 'x-test-session': countedToken(4) }

/** A minute before the clock stands still. */
const opened = { id: 'signal-0001', kind: 'open', item: 'page:roles', via: 'navigation', minute: 29_999_999 }
/** Key, revision and what is saved: good, stale, unknown, from another device. */
const runSaves: readonly (readonly [number, number, object])[] = [
  [42, 1, { fields: { type: 'normal', category: 'network' } }],
  [43, 1, { fields: { type: 'standard' } }],
  [44, 2, { fields: { nope: 1 } }],
  [45, 2, { device: 'tab2', fields: { type: 'standard' } }],
  [46, 2, { step: 'close' }],
]

/** Every endpoint at its best and most of them at their worst, in an order that makes sense. */
const steps: readonly Step[] = [
  { name: 'readStatus', method: 'GET', path: '/api/status' },
  { name: 'readOpenApi', method: 'GET', path: '/api/openapi.json' },
  { name: 'readCatalogue', method: 'GET', path: '/api/catalogue' },
  { name: 'listDashboards', method: 'GET', path: '/api/dashboards' },
  { name: 'createDashboard', method: 'POST', path: '/api/dashboards', body: { doc: emptyDoc }, headers: key(1) },
  { name: 'createDashboard', method: 'POST', path: '/api/dashboards', body: { doc: emptyDoc }, headers: key(1) },
  { name: 'createDashboard', method: 'POST', path: '/api/dashboards', body: { doc: { ...emptyDoc, title: 'Other' } }, headers: key(1) },
  { name: 'createDashboard', method: 'POST', path: '/api/dashboards', body: { doc: emptyDoc } },
  { name: 'createDashboard', method: 'POST', path: '/api/dashboards', body: { doc: { ...emptyDoc, title: '' } }, headers: key(2) },
  { name: 'readDashboard', method: 'GET', path: '/api/dashboards/start' },
  { name: 'readDashboard', method: 'GET', path: '/api/dashboards/nowhere' },
  { name: 'readDashboard', method: 'GET', path: '/api/dashboards/no%20id' },
  {
    name: 'saveDashboard',
    method: 'PUT',
    path: '/api/dashboards/start',
    body: { doc: { ...emptyDoc, title: 'Mine' } },
    headers: { ...key(3), 'if-match': '"1"' },
  },
  { name: 'saveDashboard', method: 'PUT', path: '/api/dashboards/start', body: { doc: emptyDoc }, headers: { ...key(4), 'if-match': '"1"' } },
  { name: 'saveDashboard', method: 'PUT', path: '/api/dashboards/start', body: { doc: emptyDoc }, headers: key(5) },
  { name: 'saveDashboard', method: 'PUT', path: '/api/dashboards/start', body: { doc: emptyDoc }, headers: { ...key(6), 'if-match': 'one' } },
  { name: 'listRevisions', method: 'GET', path: '/api/dashboards/start/revisions' },
  { name: 'readRevision', method: 'GET', path: '/api/dashboards/start/revisions/1' },
  { name: 'readRevision', method: 'GET', path: '/api/dashboards/start/revisions/99' },
  { name: 'runQuery', method: 'POST', path: '/api/query', body: { query: { source: 'one', spec: { say: 'x' } }, range, width: 600 } },
  {
    name: 'runQuery',
    method: 'POST',
    path: '/api/query',
    body: { query: { source: 'auto', spec: { measure: 'test.load' } }, range, width: 600, zone: 'Europe/Berlin' },
  },
  { name: 'runQuery', method: 'POST', path: '/api/query', body: { query: { source: 'none', spec: {} }, range, width: 600 } },
  { name: 'runQuery', method: 'POST', path: '/api/query', body: { query: { source: 'one', spec: {} }, range, width: 600 } },
  { name: 'runQuery', method: 'POST', path: '/api/query', body: { query: { source: 'one', spec: { say: 'x' } }, range, width: 600, zone: 'Mars/Base' } },
  { name: 'estimateQuery', method: 'POST', path: '/api/query/cost', body: { query: { source: 'one', spec: { say: 'x' } }, range, width: 600 } },
  { name: 'estimateQuery', method: 'POST', path: '/api/query/cost', body: { query: { source: 'auto', spec: { measure: 'test.load' } }, range, width: 600 } },
  { name: 'estimateQuery', method: 'POST', path: '/api/query/cost', body: { query: { source: 'one', spec: {} }, range, width: 600 } },
  {
    name: 'estimateQuery',
    method: 'POST',
    path: '/api/query/cost',
    body: { query: { source: 'one', spec: { say: 'x' } }, range, width: 600, zone: 'Mars/Base' },
  },
  { name: 'listLabels', method: 'GET', path: '/api/sources/one/labels' },
  { name: 'listLabelValues', method: 'GET', path: '/api/sources/one/labels/job?match=up' },
  { name: 'listLabels', method: 'GET', path: '/api/sources/one/labels?from=5' },
  { name: 'listSeries', method: 'GET', path: '/api/sources/one/series' },
  { name: 'listMetadata', method: 'GET', path: '/api/sources/one/metadata' },
  { name: 'listSources', method: 'GET', path: '/api/sources' },
  { name: 'createSource', method: 'POST', path: '/api/sources', body: source, headers: key(7) },
  { name: 'createSource', method: 'POST', path: '/api/sources', body: { ...source, id: 'host' }, headers: key(8) },
  {
    name: 'createSource',
    method: 'POST',
    path: '/api/sources',
    body: { ...source, id: 'x', config: { ...source.config, password: 'hunter2' } },
    headers: key(9),
  },
  { name: 'saveSource', method: 'PUT', path: '/api/sources/two', body: { ...source, name: 'Second' }, headers: { ...key(10), 'if-match': '"1"' } },
  { name: 'saveSource', method: 'PUT', path: '/api/sources/one', body: { ...source, id: 'one' }, headers: { ...key(11), 'if-match': '"1"' } },
  { name: 'checkSource', method: 'POST', path: '/api/source-checks', body: source },
  { name: 'removeSource', method: 'DELETE', path: '/api/sources/two', headers: { 'if-match': '"2"' } },
  { name: 'readDashboardAccess', method: 'GET', path: '/api/dashboards/start/access' },
  { name: 'readDashboardAccess', method: 'GET', path: '/api/dashboards/nowhere/access' },
  {
    name: 'saveDashboardAccess',
    method: 'PUT',
    path: '/api/dashboards/start/access',
    body: { shares: [{ to: { kind: 'team', id: 'Payments' }, as: 'edit' }], template: null },
    headers: { 'if-match': '"1"' },
  },
  {
    name: 'saveDashboardAccess',
    method: 'PUT',
    path: '/api/dashboards/start/access',
    body: { shares: [{ to: { kind: 'person', id: 'nobody' }, as: 'edit' }], template: null },
    headers: { 'if-match': '"2"' },
  },
  { name: 'readSourceAccess', method: 'GET', path: '/api/sources/one/access' },
  { name: 'readSourceAccess', method: 'GET', path: '/api/sources/none/access' },
  {
    name: 'saveSourceAccess',
    method: 'PUT',
    path: '/api/sources/one/access',
    body: { grants: [{ to: { kind: 'everyone' } }] },
    headers: { 'if-match': '"0"' },
  },
  {
    name: 'saveSourceAccess',
    method: 'PUT',
    path: '/api/sources/one/access',
    body: { grants: [{ to: { kind: 'everyone' }, matchers: [{ label: 'team', op: '=', value: 'pay' }] }] },
    headers: { 'if-match': '"1"' },
  },
  { name: 'readLanding', method: 'GET', path: '/api/landing?zone=Europe/Berlin' },
  { name: 'readLanding', method: 'GET', path: '/api/landing?zone=Mars/Base' },
  { name: 'previewLanding', method: 'GET', path: '/api/roles/sre/landing?zone=Europe/Berlin' },
  { name: 'previewLanding', method: 'GET', path: '/api/roles/nobody-made-this/landing' },
  { name: 'saveFrameChoice', method: 'PUT', path: '/api/me/frame/hidden/goto', body: { on: true } },
  { name: 'saveFrameChoice', method: 'PUT', path: '/api/me/frame/stolen/goto', body: { on: true } },
  { name: 'readLayer', method: 'GET', path: '/api/dashboards/start/layer' },
  {
    name: 'saveLayer',
    method: 'PUT',
    path: '/api/dashboards/start/layer',
    body: { base: 1, operations: [{ do: 'hide', widget: 'w1' }] },
    headers: { ...key(20), 'if-match': '"0"' },
  },
  {
    name: 'saveLayer',
    method: 'PUT',
    path: '/api/dashboards/start/layer',
    body: { base: 1, operations: [{ do: 'hide', widget: 'w1' }] },
    headers: { ...key(20), 'if-match': '"0"' },
  },
  { name: 'saveLayer', method: 'PUT', path: '/api/dashboards/start/layer', body: { base: 1, operations: [] }, headers: { ...key(21), 'if-match': '"0"' } },
  {
    name: 'saveLayer',
    method: 'PUT',
    path: '/api/dashboards/start/layer',
    body: { base: 1, operations: [{ do: 'take', widget: 'w1' }] },
    headers: { ...key(22), 'if-match': '"1"' },
  },
  { name: 'saveLayer', method: 'PUT', path: '/api/dashboards/nowhere/layer', body: { base: 1, operations: [] }, headers: { ...key(23), 'if-match': '"0"' } },
  { name: 'readLayer', method: 'GET', path: '/api/dashboards/start/layer' },
  { name: 'removeLayer', method: 'DELETE', path: '/api/dashboards/start/layer', headers: { 'if-match': '"1"' } },
  { name: 'removeLayer', method: 'DELETE', path: '/api/dashboards/start/layer', headers: { 'if-match': '"1"' } },
  { name: 'readOrganisation', method: 'GET', path: '/api/organisation' },
  { name: 'saveOrganisation', method: 'PUT', path: '/api/organisation', body: { landing: 'start' } },
  { name: 'saveOrganisation', method: 'PUT', path: '/api/organisation', body: { landing: 'nowhere' } },
  { name: 'readOrganisation', method: 'GET', path: '/api/organisation' },
  { name: 'loadDemo', method: 'PUT', path: '/api/demo' },
  { name: 'loadDemo', method: 'PUT', path: '/api/demo' },
  { name: 'listObservations', method: 'GET', path: '/api/observations?kind=change&from=1&to=1800000000000&choice=%7B%22site%22%3A%5B%22fra%22%5D%7D&limit=3' },
  { name: 'listObservations', method: 'GET', path: '/api/observations?kind=change&from=2&to=1' },
  { name: 'listObservations', method: 'GET', path: '/api/observations?kind=change&from=1&to=2&choice=all' },
  { name: 'readObservation', method: 'GET', path: '/api/observations/alert:none:1' },
  { name: 'listServices', method: 'GET', path: '/api/services' },
  { name: 'readService', method: 'GET', path: '/api/services/no-such-service' },
  { name: 'listDashboards', method: 'GET', path: '/api/dashboards' },
  { name: 'removeDemo', method: 'DELETE', path: '/api/demo' },
  { name: 'removeDashboard', method: 'DELETE', path: '/api/dashboards/start', headers: { 'if-match': '"2"' } },
  {
    name: 'takeEvents',
    method: 'POST',
    path: '/api/intake/events',
    headers: { ...bearer, 'content-type': 'application/cloudevents-batch+json' },
    body: [
      { specversion: '1.0', id: '1', source: 's', type: 'dev.homeport.observation.change.v1', time: '2027-01-15T07:00:00Z', data: { title: 'Deploy' } },
      {
        specversion: '1.0',
        id: '2',
        source: 's',
        type: 'dev.homeport.observation.incident.v1',
        time: '2027-01-15T07:30:00Z',
        data: { title: 'Cart is slow', service: 'cart', depends: ['change:s:1'] },
      },
      {},
    ],
  },
  { name: 'takeEvents', method: 'POST', path: '/api/intake/events', body: {}, headers: { 'content-type': 'application/cloudevents+json' } },
  { name: 'takeAlertmanager', method: 'POST', path: '/api/intake/alertmanager', body: { version: '4', alerts: [alert], truncatedAlerts: 2 }, headers: bearer },
  { name: 'takeGrafana', method: 'POST', path: '/api/intake/grafana', body: { orgId: 1, alerts: [alert] }, headers: bearer },
  { name: 'readObservation', method: 'GET', path: '/api/observations/incident:s:2?at=1799998200000' },
  { name: 'readService', method: 'GET', path: '/api/services/cart' },
  { name: 'listAudit', method: 'GET', path: '/api/audit?action=dashboard.share' },
  { name: 'listAudit', method: 'GET', path: '/api/audit?limit=0' },
  { name: 'exportAudit', method: 'GET', path: '/api/audit/export?action=dashboard.share' },
  { name: 'listChanges', method: 'GET', path: '/api/changes' },
  { name: 'listChanges', method: 'GET', path: '/api/changes?after=nonsense' },
  { name: 'openLive', method: 'GET', path: '/api/live' },
  { name: 'readDoor', method: 'GET', path: '/api/door' },
  { name: 'readMe', method: 'GET', path: '/api/me' },
  { name: 'saveMe', method: 'PUT', path: '/api/me', body: { name: 'System' } },
  { name: 'setUp', method: 'POST', path: '/api/door/setup', body: { code: countedToken(1) } },
  { name: 'setUp', method: 'POST', path: '/api/door/setup', body: { code: 'wrong', name: 'Eve' } },
  { name: 'setUp', method: 'POST', path: '/api/door/setup', body: { code: countedToken(1), name: 'Ada Sample', role: 'sre' } },
  { name: 'readDoor', method: 'GET', path: '/api/door', headers: ada },
  { name: 'readMe', method: 'GET', path: '/api/me', headers: ada },
  { name: 'saveMe', method: 'PUT', path: '/api/me', body: { active: 'administrator', teams: ['payments'] }, headers: ada },
  { name: 'saveMe', method: 'PUT', path: '/api/me', body: { active: 'helpdesk' }, headers: ada },
  { name: 'listRoles', method: 'GET', path: '/api/roles', headers: ada },
  { name: 'findNames', method: 'GET', path: '/api/names?q=ad', headers: ada },
  { name: 'findNames', method: 'GET', path: '/api/names?q=a', headers: ada },
  { name: 'createRole', method: 'POST', path: '/api/roles', body: nightShift, headers: ada },
  { name: 'createRole', method: 'POST', path: '/api/roles', body: { ...nightShift, level: 'god' }, headers: ada },
  { name: 'saveRole', method: 'PUT', path: '/api/roles/helpdesk', body: nightShift, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'saveRole', method: 'PUT', path: '/api/roles/helpdesk', body: nightShift, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'removeRole', method: 'DELETE', path: '/api/roles/helpdesk', headers: { ...ada, 'if-match': '"2"' } },
  { name: 'removeRole', method: 'DELETE', path: '/api/roles/nowhere', headers: { ...ada, 'if-match': '"2"' } },
  { name: 'createPerson', method: 'POST', path: '/api/people', body: bob, headers: ada },
  { name: 'createPerson', method: 'POST', path: '/api/people', body: bob, headers: ada },
  { name: 'listPeople', method: 'GET', path: '/api/people', headers: ada },
  { name: 'savePerson', method: 'PUT', path: '/api/people/{createPerson}', body: { name: 'Bob M.', roles: [] }, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'savePerson', method: 'PUT', path: '/api/people/{createPerson}', body: { name: 'Bob' }, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'endPersonSessions', method: 'DELETE', path: '/api/people/{createPerson}/sessions', headers: ada },
  { name: 'signIn', method: 'POST', path: '/api/door/sign-in', body: { login: 'bob', password: bob.password } },
  { name: 'signIn', method: 'POST', path: '/api/door/sign-in', body: { login: 'bob', password: 'wrong' } },
  { name: 'readStrip', method: 'GET', path: '/api/strip?here=page:home', headers: ada },
  { name: 'readStrip', method: 'GET', path: '/api/strip?here=nonsense', headers: ada },
  { name: 'saveLearning', method: 'PUT', path: '/api/learned', body: { noticed: true }, headers: ada },
  { name: 'saveLearning', method: 'PUT', path: '/api/learned', body: { noticed: true } },
  { name: 'sendSignals', method: 'POST', path: '/api/signals', body: { here: 'page:roles', signals: [opened, opened] }, headers: ada },
  { name: 'sendSignals', method: 'POST', path: '/api/signals', body: { signals: [{ ...opened, kind: 'dwell' }] }, headers: ada },
  { name: 'sendSignals', method: 'POST', path: '/api/signals', body: { signals: [opened] } },
  { name: 'savePin', method: 'PUT', path: '/api/learned/pins', body: { item: 'page:sources', pinned: true, slot: 3 }, headers: ada },
  { name: 'savePin', method: 'PUT', path: '/api/learned/pins', body: { item: 'dashboard:nowhere', pinned: true }, headers: ada },
  { name: 'saveMute', method: 'PUT', path: '/api/learned/mutes', body: { item: 'page:tokens', muted: true }, headers: ada },
  { name: 'readLearned', method: 'GET', path: '/api/learned', headers: ada },
  { name: 'exportLearned', method: 'GET', path: '/api/learned/export', headers: ada },
  { name: 'readLearningSheet', method: 'GET', path: '/api/learned/sheet', headers: ada },
  { name: 'exportLearned', method: 'GET', path: '/api/learned/export' },
  { name: 'readProposal', method: 'GET', path: '/api/proposal?dashboard={createDashboard}', headers: ada },
  { name: 'readProposal', method: 'GET', path: '/api/proposal', headers: ada },
  { name: 'saveStay', method: 'PUT', path: '/api/stays/{createDashboard}', body: { stay: { range: { from: 'now-7d', to: 'now' }, top: 'w' } }, headers: ada },
  { name: 'saveStay', method: 'PUT', path: '/api/stays/{createDashboard}', body: { stay: { range: { from: 'soon', to: 'now' } } }, headers: ada },
  { name: 'saveStay', method: 'PUT', path: '/api/stays/nowhere', body: { stay: { full: 'w' } }, headers: ada },
  { name: 'readStay', method: 'GET', path: '/api/stays/{createDashboard}', headers: ada },
  { name: 'keepQuery', method: 'PUT', path: '/api/kept-queries/one', body: { text: 'up' }, headers: ada },
  { name: 'keepQuery', method: 'PUT', path: '/api/kept-queries/one', body: { text: 'sum(up)', name: 'All' }, headers: ada },
  { name: 'keepQuery', method: 'PUT', path: '/api/kept-queries/one', body: { text: '' }, headers: ada },
  { name: 'keepQuery', method: 'PUT', path: '/api/kept-queries/nowhere', body: { text: 'up' }, headers: ada },
  { name: 'listQueries', method: 'GET', path: '/api/kept-queries/one', headers: ada },
  { name: 'listQueries', method: 'GET', path: '/api/kept-queries/nowhere', headers: ada },
  { name: 'forgetQueries', method: 'DELETE', path: '/api/kept-queries/one?name=All', headers: ada },
  { name: 'forgetQueries', method: 'DELETE', path: '/api/kept-queries/one', headers: ada },
  { name: 'undoProposal', method: 'DELETE', path: '/api/proposal/nothing', headers: ada },
  { name: 'answerProposal', method: 'PUT', path: '/api/proposal/nothing', body: { dashboard: 'shown', answer: 'accept' }, headers: ada },
  { name: 'listSeeds', method: 'GET', path: '/api/roles/sre/seeds', headers: ada },
  { name: 'rebuildSeed', method: 'POST', path: '/api/roles/sre/seeds', headers: ada },
  { name: 'previewSeed', method: 'GET', path: '/api/roles/sre/seeds/1', headers: ada },
  { name: 'previewSeed', method: 'GET', path: '/api/roles/sre/seeds/2', headers: ada },
  { name: 'publishSeed', method: 'PUT', path: '/api/roles/sre/seeds/1', body: {}, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'publishSeed', method: 'PUT', path: '/api/roles/sre/seeds/1', body: {}, headers: { ...ada, 'if-match': '"1"' } },
  { name: 'readPaths', method: 'GET', path: '/api/roles/sre/paths', headers: ada },
  { name: 'readPaths', method: 'GET', path: '/api/roles/nobodys/paths', headers: ada },
  { name: 'eraseLearned', method: 'DELETE', path: '/api/learned?what=everything', headers: ada },
  { name: 'answerProposal', method: 'PUT', path: '/api/proposal/nothing', body: { dashboard: 'nowhere', answer: 'later' }, headers: ada },
  { name: 'eraseLearned', method: 'DELETE', path: '/api/learned', headers: ada },
  { name: 'listWorkflows', method: 'GET', path: '/api/workflows', headers: ada },
  { name: 'startRun', method: 'POST', path: '/api/runs', body: { workflow: 'none', device: 'tab1' }, headers: { ...ada, ...key(40) } },
  {
    name: 'startRun',
    method: 'POST',
    path: '/api/runs',
    body: { workflow: 'change', device: 'tab1', fields: { title: 'Core switch firmware' } },
    headers: { ...ada, ...key(41) },
  },
  { name: 'listRuns', method: 'GET', path: '/api/runs?device=tab1', headers: ada },
  { name: 'listRuns', method: 'GET', path: '/api/runs?state=lost', headers: ada },
  { name: 'readRun', method: 'GET', path: '/api/runs/{startRun}?device=tab1', headers: ada },
  { name: 'readRun', method: 'GET', path: '/api/runs/nowhere', headers: ada },
  ...runSaves.map(([n, rev, body]): Step => ({
    name: 'saveRun',
    method: 'PUT',
    path: '/api/runs/{startRun}',
    body: { device: 'tab1', ...body },
    headers: { ...ada, ...key(n), 'if-match': `"${rev}"` },
  })),
  {
    name: 'advanceRun',
    method: 'POST',
    path: '/api/runs/{startRun}/advance',
    body: { device: 'tab1', step: 'type' },
    headers: { ...ada, ...key(47), 'if-match': '"2"' },
  },
  {
    name: 'advanceRun',
    method: 'POST',
    path: '/api/runs/{startRun}/advance',
    body: { device: 'tab1', step: 'why' },
    headers: { ...ada, ...key(48), 'if-match': '"4"' },
  },
  { name: 'takeRun', method: 'POST', path: '/api/runs/{startRun}/lease', body: { device: 'tab2' }, headers: ada },
  { name: 'takeRun', method: 'POST', path: '/api/runs/{startRun}/lease', body: { device: 'tab2', over: true }, headers: ada },
  { name: 'readBrief', method: 'GET', path: '/api/runs/{startRun}/brief?device=tab2', headers: ada },
  { name: 'lookRun', method: 'POST', path: '/api/runs/{startRun}/look', body: { step: 'schedule' }, headers: ada },
  { name: 'dismissRun', method: 'POST', path: '/api/runs/{startRun}/dismiss', body: {}, headers: ada },
  { name: 'discardRun', method: 'POST', path: '/api/runs/{startRun}/discard', body: { device: 'tab2' }, headers: { ...ada, 'if-match': '"5"' } },
  { name: 'recoverRun', method: 'POST', path: '/api/runs/{startRun}/recover', body: { device: 'tab2' }, headers: ada },
  { name: 'recoverRun', method: 'POST', path: '/api/runs/{startRun}/recover', body: { device: 'tab2' }, headers: ada },
  { name: 'approveRun', method: 'POST', path: '/api/runs/{startRun}/approval', body: { verdict: 'yes' }, headers: { ...ada, 'if-match': '"7"' } },
  { name: 'handOverRun', method: 'POST', path: '/api/runs/{startRun}/hand-over', body: { to: 'nobody' }, headers: { ...ada, 'if-match': '"7"' } },
  { name: 'handOverRun', method: 'POST', path: '/api/runs/{startRun}/hand-over', body: { to: '{createPerson}' }, headers: { ...ada, 'if-match': '"7"' } },
  { name: 'approveRun', method: 'POST', path: '/api/runs/{startRun}/approval', body: { verdict: 'yes' }, headers: { ...ada, 'if-match': '"8"' } },
  { name: 'listTokens', method: 'GET', path: '/api/tokens', headers: ada },
  { name: 'createToken', method: 'POST', path: '/api/tokens', body: { name: 'Hook', scopes: ['intake:events'], days: 30 }, headers: ada },
  { name: 'createToken', method: 'POST', path: '/api/tokens', body: { name: 'Hook', scopes: ['intake:events'], days: 366 }, headers: ada },
  { name: 'listTokens', method: 'GET', path: '/api/tokens', headers: ada },
  { name: 'removeToken', method: 'DELETE', path: '/api/tokens/{createToken}', headers: ada },
  { name: 'removeToken', method: 'DELETE', path: '/api/tokens/{createToken}', headers: ada },
  { name: 'readDraftKeys', method: 'GET', path: '/api/me/draft-keys', headers: ada },
  { name: 'readDraftKeys', method: 'GET', path: '/api/me/draft-keys' },
  { name: 'listMySessions', method: 'GET', path: '/api/me/sessions', headers: ada },
  { name: 'endMySession', method: 'DELETE', path: '/api/me/sessions/nobodys', headers: ada },
  { name: 'endMySession', method: 'DELETE', path: '/api/me/sessions/{listMySessions}', headers: ada },
  { name: 'readMe', method: 'GET', path: '/api/me', headers: ada },
  { name: 'proveMe', method: 'POST', path: '/api/me/proof', body: { password: 'not it' }, headers: bobs },
  { name: 'proveMe', method: 'POST', path: '/api/me/proof', body: { password: bob.password }, headers: bobs },
  { name: 'changePassword', method: 'PUT', path: '/api/me/password', body: { next: 'short' }, headers: bobs },
  { name: 'changePassword', method: 'PUT', path: '/api/me/password', body: { current: bob.password, next: 'yet another rare sentence' }, headers: bobs },
  { name: 'signOut', method: 'POST', path: '/api/door/sign-out' },
  { name: 'none', method: 'GET', path: '/api/nothing/here' },
  { name: 'none', method: 'PATCH', path: '/api/dashboards' },
]

interface Given {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Headers the API itself gives; the rest belongs to the carrier. */
const ours = ['content-type', 'cache-control', 'etag', 'allow', 'retry-after', 'www-authenticate']

/** Of a stream its first event, of lines the first. */
async function bodyOf(response: Response): Promise<unknown> {
  if (response.headers.get('content-type')?.startsWith('application/x-ndjson')) return JSON.parse((await response.text()).split('\n')[0] ?? '')
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.json()
  const reader = readLive(response)
  const first = await reader.next()
  await reader.close()
  return first
}

/** `{step}` in a path is the id the latest good reply to that endpoint gave. */
const idOf = (name: string, given: readonly Given[]): string => {
  const replies = given.filter((it, i) => steps[i]?.name === name && it.status < 300)
  const ids = replies.map((it) => /"id":"(\w+)"/.exec(JSON.stringify(it.body))?.[1])
  return ids.at(-1) ?? 'none'
}

async function play(carrier: Carrier, step: Step, given: readonly Given[]): Promise<Given> {
  const named = (text: string): string => text.replace(/\{(\w+)\}/, (_, name: string) => idOf(name, given))
  const path = named(step.path)
  const headers = { ...(step.body !== undefined && json), ...step.headers }
  const response = await carrier.fetch(path, { method: step.method, headers, ...(step.body !== undefined && { body: named(JSON.stringify(step.body)) }) })
  expect(response.headers.get('x-request-id')).toMatch(/./)
  const kept = ours.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? '']] : []))
  return { status: response.status, headers: Object.fromEntries(kept), body: await bodyOf(response) }
}

let open: Carrier | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function playAll(name: string): Promise<readonly Given[]> {
  const world = createSameWorld()
  await world.accounts.setupCode()
  open = await carriers[name]?.(world)
  if (!open) throw new Error(`no carrier ${name}`)
  const given: Given[] = []
  for (const step of steps) given.push(await play(open, step, given))
  await open.close()
  open = undefined
  return given
}

test('every endpoint of the contract is played here', () => {
  expect(all.map(([name]) => name).filter((name) => !steps.some((s) => s.name === name))).toEqual([])
})

test('every endpoint bears its own name and no two share an address', () => {
  expect(all.filter(([name, it]) => it.name !== name)).toEqual([])
  expect(new Set(all.map(([, it]) => `${it.method} ${it.path}`)).size).toBe(all.length)
})

describe('every reply', async () => {
  const given = await playAll('in process')
  for (const [i, step] of steps.entries()) {
    test(`${step.method} ${step.path} (${i}) is what the contract says`, () => {
      const it = given[i]
      if (!it) throw new Error('not played')
      const endpoint: Endpoint | undefined = step.name === 'none' ? undefined : endpoints[step.name]
      const succeeded = endpoint !== undefined && it.status < 300
      const said = succeeded ? z.parse(endpoint.output, it.body) : Fault.parse(it.body)
      // Nothing beside what the contract names leaves the house.
      expect(said).toEqual(it.body)
      expect(it.status).toBe(succeeded ? (endpoint.status ?? 200) : faultStatus[Fault.parse(said).code])
    })
  }

  test('no step ends in a mistake of ours', () => {
    expect(given.filter((it) => it.status === 500)).toEqual([])
  })

  test('every endpoint succeeds at least once', () => {
    const never = all.filter(([name]) => !steps.some((s, i) => s.name === name && (given[i]?.status ?? 500) < 300))
    // The scripted source has neither series nor metadata, which is an answer of its own.
    expect(never.map(([name]) => name)).toEqual(['listSeries', 'listMetadata'])
  })
})

test('the same requests give the same answers in process, through MSW and on a real port', async () => {
  const inProcess = await playAll('in process')
  expect(await playAll('through MSW')).toEqual(inProcess)
  expect(await playAll('on a real port')).toEqual(inProcess)
}, 60_000)

test('what is not in the contract is not there', async () => {
  const api = createSameWorld()
  const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']
  const paths = [...new Set(all.map(([, it]) => it.path.replace(/:\w+/g, 'x')))]
  for (const path of paths) {
    for (const method of methods) {
      const routed = all.some(([, it]) => it.method === method && it.path.replace(/:\w+/g, 'x') === path)
      const { status } = await api.fetch(new Request(`http://localhost${path}`, { method }))
      expect([method, path, status === 405]).toEqual([method, path, !routed])
    }
  }
})

test('other spellings of an address are other addresses', async () => {
  const api = createSameWorld()
  const spellings = [
    '/api//dashboards',
    '/api/dashboards/',
    '/API/dashboards',
    '/api/dashboards%2f',
    '/api/dashboards;x',
    '/api/dashboards%00',
    '/api/',
    '/api',
  ]
  for (const path of spellings) {
    const { status } = await api.fetch(new Request(`http://localhost${path}`))
    expect([path, status]).toEqual([path, 404])
  }
})
