import { findProgram, startServer } from './program.ts'
import type { Server } from './program.ts'

const names = ['prometheus-node-exporter', 'node_exporter']
export const hasNodeExporter = findProgram(...names) !== undefined

/** A real node exporter of this machine. */
export const startNodeExporter = (): Promise<Server> => startServer({ names, ready: '/', args: (port) => [`--web.listen-address=127.0.0.1:${port}`] })
