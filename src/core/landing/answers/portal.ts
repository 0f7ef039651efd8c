import { isCritical } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering } from './answer.ts'

/** "Is the portal itself trusted?" */
export const platformAdmin: Answering = {
  needs: ['sources'],
  tell({ sources, alerts, places }) {
    const down = sources.filter((it) => it.state === 'down')
    const [first] = down
    const critical = alerts.rows.filter(isCritical).length
    const all = { sources: places.sources }
    return {
      sentences: [
        first
          ? say(
              'portal.down',
              { n: down.length, of: sources.length, name: first.name },
              { sources: down.length === 1 ? places.source(first.id) : places.sources },
            )
          : say('portal.up', { n: sources.length }, all),
      ],
      reason: [
        ...(alerts.state === 'unconnected' ? [say('none.unconnectedMeaning', {}, all)] : []),
        ...(alerts.state === 'known' || alerts.state === 'partial'
          ? [say('portal.critical', { n: critical }, { alerts: places.all('alert', { severity: 'critical', open: true }) })]
          : []),
      ],
    }
  },
}
