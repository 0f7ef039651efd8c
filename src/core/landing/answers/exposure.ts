import { day } from '../../time/duration.ts'
import { isCritical } from '../happening.ts'
import { say } from '../sentence.ts'
import type { Answering } from './answer.ts'

/** Certificates that end within so long want to be renewed. */
const certificateMs = 30 * day

/** They have a number and a list of their own, so no other number of the screen counts them. */
const isCertificate = ({ sort }: { readonly sort: string | null }): boolean => sort === 'certificate'

/** "What is exposed and past due?" */
export const securityAnalyst: Answering = {
  needs: ['findings'],
  tell({ findings, places, now }) {
    const all = findings?.rows ?? []
    const isDue = ({ dueAt, status }: (typeof all)[number]): boolean => status === 'overdue' || (dueAt !== null && dueAt < now)
    const overdue = all.filter(isDue)
    const critical = overdue.filter(isCritical)
    const certificates = all.filter((it) => isCertificate(it) && it.dueAt !== null && it.dueAt >= now && it.dueAt < now + certificateMs)
    const links = { findings: places.all('finding', { open: true }) }
    return {
      sentences: [
        overdue.length > 0 ? say('security.overdue', { n: overdue.length, critical: critical.length }, links) : say('security.quiet', {}, links),
        ...(certificates.length > 0 ? [say('security.certificates', { n: certificates.length }, links)] : []),
      ],
      reason: [say('security.open', { n: Math.max(0, (findings?.total ?? 0) - all.filter(isCertificate).length) }, links)],
    }
  },
}
