import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Learning } from '../learning/learning.ts'
import { learningSheet } from '../learning/sheet.ts'

/** Everybody's own: none of these has a way to say whose. */
export function learningRoutes({ take, own, seeds, stays, queries, proposals }: Learning) {
  return {
    sendSignals: route(api.sendSignals, (call) => take(call, { here: call.input.here, signals: call.input.signals })),
    readStrip: route(api.readStrip, (call) => own.strip(call, call.search.here)),
    savePin: route(api.savePin, (call) => own.pin(call, call.input)),
    saveMute: route(api.saveMute, (call) => own.mute(call, call.input)),
    readLearned: route(api.readLearned, (call) => own.learned(call)),
    saveLearning: route(api.saveLearning, (call) => own.save(call, call.input)),
    eraseLearned: route(api.eraseLearned, (call) => own.erase(call, call.search.what)),
    readLearningSheet: route(api.readLearningSheet, async () => learningSheet()),
    exportLearned: route(api.exportLearned, (call) => own.export(call)),
    readProposal: route(api.readProposal, (call) => proposals.offer(call, call.search.dashboard)),
    answerProposal: route(api.answerProposal, (call) => proposals.answer(call, call.params.id, call.input)),
    undoProposal: route(api.undoProposal, (call) => proposals.undo(call, call.params.id)),
    readStay: route(api.readStay, (call) => stays.read(call, call.params.id)),
    saveStay: route(api.saveStay, (call) => stays.save(call, call.params.id, call.input.stay)),
    listQueries: route(api.listQueries, (call) => queries.list(call, call.params.id)),
    keepQuery: route(api.keepQuery, (call) => queries.keep(call, call.params.id, call.input)),
    forgetQueries: route(api.forgetQueries, (call) => queries.forget(call, call.params.id, call.search.name)),
    listSeeds: route(api.listSeeds, (call) => seeds.list(call, call.params.id)),
    rebuildSeed: route(api.rebuildSeed, (call) => seeds.rebuild(call, call.params.id)),
    previewSeed: route(api.previewSeed, (call) => seeds.preview(call, call.params.id, call.params.version)),
    publishSeed: route(api.publishSeed, ({ params, rev, input, ...by }) => seeds.publish(by, { ...params, rev, early: input.early })),
    readPaths: route(api.readPaths, (call) => seeds.paths(call, call.params.id)),
  }
}
