import { landing } from '../landing.ts'

/** Whether the portal itself can be trusted. */
export const platformAdmin = landing('platform-admin', {
  title: 'Platform admin',
  description: 'Whether the portal itself can be trusted.',
  from: 'now-1h',
  refreshMs: 10_000,
  rows: [
    {
      h: 3,
      parts: [
        { of: 'hostCpuNow', title: 'Processor', w: 3, t: 4, p: 3 },
        { of: 'hostMemoryNow', title: 'Memory', w: 3, t: 4, p: 3 },
        { of: 'hostLoadNow', title: 'Load', w: 3, t: 4, p: 3 },
        { of: 'hostUptime', title: 'Up since start', w: 3, t: 4, p: 3 },
      ],
    },
    {
      h: 6,
      parts: [
        { of: 'sourceFreshness', title: 'Source freshness', w: 6, t: 8 },
        { of: 'processRequests', title: 'Requests served', w: 6, t: 8 },
      ],
    },
    {
      h: 6,
      parts: [
        { of: 'processLatency', title: 'Time to answer', w: 4, t: 4 },
        { of: 'processErrors', title: 'Failed requests', w: 4, t: 4 },
        { of: 'processLoopDelay', title: 'Event loop delay', w: 4, t: 4 },
      ],
    },
    {
      h: 6,
      parts: [
        { of: 'processMemory', title: 'Memory of Homeport', w: 4, t: 4 },
        { of: 'hostDisk', title: 'Disks', w: 4, t: 4 },
        { of: 'hostNetworkIn', title: 'Network in', w: 4, t: 4 },
      ],
    },
  ],
})
