import * as access from './access.ts'
import { exportAudit, listAudit } from './audit.ts'
import { readCatalogue } from './catalogue.ts'
import { listChanges, openLive } from './change.ts'
import * as dashboards from './dashboard.ts'
import type { Endpoint } from './endpoint.ts'
import * as identity from './identity.ts'
import { saveFrameChoice } from './frame-choice.ts'
import { previewLanding } from './landing-preview.ts'
import { readLanding } from './landing.ts'
import { listObservations, readObservation } from './observations.ts'
import { listServices, readService } from './services.ts'
import * as learning from './learning.ts'
import * as sheet from './learning-sheet.ts'
import * as layers from './layer.ts'
import { readOrganisation, saveOrganisation } from './organisation.ts'
import { findNames } from './names.ts'
import { takeAlertmanager, takeEvents, takeGrafana } from './observation.ts'
import { estimateQuery, listLabelValues, listLabels, listMetadata, listSeries, runQuery } from './query.ts'
import * as runs from './run-calls.ts'
import * as kept from './kept-queries.ts'
import * as stay from './stay.ts'
import { checkSource, createSource, listSources, removeSource, saveSource } from './source.ts'
import { loadDemo, readOpenApi, readStatus, removeDemo } from './status.ts'

/** Every endpoint there is. The server routes exactly these; a law test compares both ways. */
export const api = {
  listDashboards: dashboards.listDashboards,
  createDashboard: dashboards.createDashboard,
  readDashboard: dashboards.readDashboard,
  saveDashboard: dashboards.saveDashboard,
  removeDashboard: dashboards.removeDashboard,
  listRevisions: dashboards.listRevisions,
  readRevision: dashboards.readRevision,
  readDashboardAccess: access.readDashboardAccess,
  saveDashboardAccess: access.saveDashboardAccess,
  readLayer: layers.readLayer,
  saveLayer: layers.saveLayer,
  removeLayer: layers.removeLayer,
  readSourceAccess: access.readSourceAccess,
  saveSourceAccess: access.saveSourceAccess,
  readLanding,
  previewLanding,
  saveFrameChoice,
  listObservations,
  readObservation,
  listServices,
  readService,
  runQuery,
  estimateQuery,
  listLabels,
  listLabelValues,
  listSeries,
  listMetadata,
  listSources,
  createSource,
  saveSource,
  removeSource,
  checkSource,
  readCatalogue,
  takeEvents,
  takeAlertmanager,
  takeGrafana,
  listChanges,
  openLive,
  readDoor: identity.readDoor,
  setUp: identity.setUp,
  signIn: identity.signIn,
  signOut: identity.signOut,
  readMe: identity.readMe,
  proveMe: identity.proveMe,
  saveMe: identity.saveMe,
  changePassword: identity.changePassword,
  readDraftKeys: identity.readDraftKeys,
  listMySessions: identity.listMySessions,
  endMySession: identity.endMySession,
  listPeople: identity.listPeople,
  createPerson: identity.createPerson,
  savePerson: identity.savePerson,
  endPersonSessions: identity.endPersonSessions,
  listRoles: identity.listRoles,
  createRole: identity.createRole,
  findNames,
  saveRole: identity.saveRole,
  removeRole: identity.removeRole,
  readOrganisation,
  saveOrganisation,
  listTokens: identity.listTokens,
  createToken: identity.createToken,
  removeToken: identity.removeToken,
  sendSignals: learning.sendSignals,
  readStrip: learning.readStrip,
  savePin: learning.savePin,
  saveMute: learning.saveMute,
  readLearned: learning.readLearned,
  saveLearning: learning.saveLearning,
  eraseLearned: learning.eraseLearned,
  exportLearned: learning.exportLearned,
  readLearningSheet: sheet.readLearningSheet,
  readProposal: learning.readProposal,
  answerProposal: learning.answerProposal,
  readStay: stay.readStay,
  saveStay: stay.saveStay,
  listQueries: kept.listQueries,
  keepQuery: kept.keepQuery,
  forgetQueries: kept.forgetQueries,
  undoProposal: learning.undoProposal,
  listSeeds: learning.listSeeds,
  rebuildSeed: learning.rebuildSeed,
  previewSeed: learning.previewSeed,
  publishSeed: learning.publishSeed,
  readPaths: learning.readPaths,
  listWorkflows: runs.listWorkflows,
  listRuns: runs.listRuns,
  startRun: runs.startRun,
  readRun: runs.readRun,
  saveRun: runs.saveRun,
  advanceRun: runs.advanceRun,
  takeRun: runs.takeRun,
  handOverRun: runs.handOverRun,
  approveRun: runs.approveRun,
  dismissRun: runs.dismissRun,
  discardRun: runs.discardRun,
  recoverRun: runs.recoverRun,
  readBrief: runs.readBrief,
  lookRun: runs.lookRun,
  listAudit,
  exportAudit,
  readStatus,
  loadDemo,
  removeDemo,
  readOpenApi,
} as const satisfies Record<string, Endpoint>

export type Api = typeof api
export type EndpointName = keyof Api
