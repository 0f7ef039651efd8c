import { certificateMs } from '../../kpi/open.ts'
import { isCritical } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering } from './answer.ts'

/** They have a number and a list of their own, so no other number of the screen counts them. */
const isCertificate = ({ sort }: { readonly sort: string | null }): boolean => sort === 'certificate'

/** "What is exposed and past due?" */
export const securityAnalyst: Answering = {
  needs: ['findings'],
  tell({ findings, places, now }) {
    const all = findings?.rows ?? []
    const isDue = ({ dueAt, status }: (typeof all)[number]): boolean => status === 'overdue' || (dueAt !== null && dueAt < now)
    const overdue = all.filter((it) => isDue(it) && !isCertificate(it))
    const critical = overdue.filter(isCritical)
    const ends = all.flatMap((it) => (isCertificate(it) && it.dueAt !== null && it.dueAt < now + certificateMs ? [it.dueAt] : []))
    const hasEnded = ends.some((at) => at < now)
    const links = { findings: places.all('finding', { open: true }) }
    return {
      sentences: [
        overdue.length > 0 ? say('security.overdue', { n: overdue.length, critical: critical.length }, links) : say('security.quiet', {}, links),
        ...(ends.length > 0 ? [say(hasEnded ? 'security.ended' : 'security.certificates', { n: ends.length }, links)] : []),
      ],
      reason: [say('security.open', { n: Math.max(0, (findings?.total ?? 0) - all.filter(isCertificate).length) }, links)],
    }
  },
}
