import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Runs } from '../runs/runs.ts'

export function runRoutes(runs: Runs) {
  return {
    listWorkflows: route(api.listWorkflows, async () => runs.workflows()),
    listRuns: route(api.listRuns, (call) => runs.list(call, call.search.state, call.search.device)),
    startRun: route(api.startRun, (call) => runs.start(call, { ...call.input, subject: call.input.subject ?? null }, call.write)),
    readRun: route(api.readRun, (call) => runs.read(call, call.params.id, call.search.device)),
    saveRun: route(api.saveRun, (call) => runs.save(call, call.params.id, call.rev, call.input, call.write)),
    advanceRun: route(api.advanceRun, (call) => runs.advance(call, call.params.id, call.rev, call.input, call.write)),
    takeRun: route(api.takeRun, (call) => runs.take(call, call.params.id, call.input)),
    handOverRun: route(api.handOverRun, (call) => runs.handOver(call, call.params.id, call.rev, call.input)),
    approveRun: route(api.approveRun, (call) => runs.approve(call, call.params.id, call.rev, call.input)),
    dismissRun: route(api.dismissRun, (call) => runs.dismiss(call, call.params.id, call.input.hours)),
    discardRun: route(api.discardRun, (call) => runs.discard(call, call.params.id, call.rev, call.input.device)),
    recoverRun: route(api.recoverRun, (call) => runs.recover(call, call.params.id, call.input.device)),
    readBrief: route(api.readBrief, (call) => runs.brief(call, call.params.id, call.search.device)),
    lookRun: route(api.lookRun, (call) => runs.look(call, call.params.id, call.input)),
  }
}
