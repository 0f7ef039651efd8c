import { expect, test } from 'vitest'
import { readOperation } from './operation-settings.ts'

test('without a word: metrics beside the app, five seconds for balancers, none on a terminal', () => {
  expect(readOperation({}, false)).toEqual({ operation: { metrics: undefined, stopWaitMs: 5000 } })
  expect(readOperation({ HOMEPORT_METRICS_PORT: '', HOMEPORT_STOP_WAIT: '' }, true)).toEqual({ operation: { metrics: undefined, stopWaitMs: 0 } })
})

test.each([
  ['9464', { host: '127.0.0.1', port: 9464 }],
  ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
  ['[::]:9464', { host: '::', port: 9464 }],
])('metrics at %s', (text, metrics) => {
  expect(readOperation({ HOMEPORT_METRICS_PORT: text, HOMEPORT_STOP_WAIT: '0' }, false)).toEqual({ operation: { metrics, stopWaitMs: 0 } })
})

test('what cannot be meant is told, all of it', () => {
  for (const port of ['x', '99999', ':1', '1.2.3.4:', 'http://a:1'])
    for (const wait of ['-1', '1.5', '16', 'soon'])
      expect(readOperation({ HOMEPORT_METRICS_PORT: port, HOMEPORT_STOP_WAIT: wait }, false)).toMatchObject({
        problems: [{ path: 'HOMEPORT_METRICS_PORT' }, { path: 'HOMEPORT_STOP_WAIT' }],
      })
})
