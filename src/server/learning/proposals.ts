import { breakpoints } from '#contract/dashboard.ts'
import type { Dashboard, Widget } from '#contract/dashboard.ts'
import { readItem, widgetKey } from '#contract/item.ts'
import type { Layer } from '#contract/layer.ts'
import type { Offer, Proposal, Signal } from '#contract/learning.ts'
import { apply } from '#core/dashboard/apply.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { invert } from '#core/dashboard/invert.ts'
import { applyLayer } from '#core/dashboard/layer-apply.ts'
import { arrange } from '#core/dashboard/layer-edit.ts'
import { changeBetween, changeLayer } from '#core/dashboard/layer.ts'
import { desktopSize, sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { isSessionStart } from '#core/personalization/profile.ts'
import { formToAsk, noViewHabits, observeSwitch } from '#core/personalization/views.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Dashboards } from '../access/dashboards.ts'
import type { Layers } from '../access/layers.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { LearningSettings, ProposalAnswer } from '../store/learning.ts'
import type { Items } from './items.ts'
import { whyOff } from './keeper.ts'
import type { Keeper } from './keeper.ts'
import { laterDays } from './own.ts'
import { minuteMs } from './strip.ts'
import type { Around } from './strip.ts'

type Draft = Omit<Proposal, 'id' | 'dashboard' | 'edits'> & { readonly edit: Edit }

/** Shapes a view shows without anything in between. */
const direct: Readonly<Record<string, readonly string[]>> = {
  grid: ['table', 'series', 'intervals', 'edges', 'scalar'],
  chart: ['series'],
  gantt: ['intervals'],
  graph: ['edges'],
  stat: ['scalar'],
}

/** How often, and on how many days, before something is offered. */
const enough = { uses: 5, days: 3, opens: 20, span: 20, others: 3, rowsAbove: 6 } as const
const minutesOfDay = day / minuteMs
const mostAnswers = 60

const isUse = ({ kind }: Signal): boolean => kind === 'interact' || kind === 'switch'
const daysOf = (signals: readonly Signal[]): number => new Set(signals.map(({ minute }) => Math.floor(minute / minutesOfDay))).size

interface Looked {
  readonly dashboard: string
  /** As the person sees it now. */
  readonly doc: Dashboard
  readonly signals: readonly Signal[]
  /** Day since 1970. */
  readonly today: number
}

/** Another view for a widget the person keeps switching to it. */
function viewsToKeep({ dashboard, doc, signals, today }: Looked): readonly Draft[] {
  return widgetsOf(doc).flatMap((widget): readonly Draft[] => {
    const item = widgetKey(dashboard, widget.id)
    let habits = noViewHabits
    let [at, session, from, family] = [-Infinity, 0, widget.view.kind, 'table']
    for (const signal of signals) {
      if (isSessionStart(at, signal.minute)) session = signal.minute
      at = signal.minute
      const { kind, item: of, view, shape } = signal
      if (kind !== 'switch' || of !== item || view === undefined || shape === undefined) continue
      family = shape
      habits = observeSwitch(habits, { kind: item, family, from: from === view ? widget.view.kind : from, to: view, session })
      from = view
    }
    const forms = Object.keys(direct).filter((form) => direct[form]?.includes(family))
    const view = formToAsk(habits, { kind: item, family, shown: widget.view.kind }, forms, today)
    if (view === undefined) return []
    const edit: Edit = { do: 'batch', edits: [{ do: 'setWidget', id: widget.id, prop: 'view', value: { kind: view, options: {} } }] }
    return [{ kind: 'view', item, title: widget.title, reason: { key: 'switched', args: { view } }, edit }]
  })
}

/** The widget they use most, where it stands far down. */
function toPromote({ dashboard, doc, signals }: Looked): readonly Draft[] {
  const used = widgetsOf(doc)
    .map((widget) => ({ widget, uses: signals.filter((signal) => isUse(signal) && signal.item === widgetKey(dashboard, widget.id)) }))
    .filter(({ uses }) => uses.length >= enough.uses && daysOf(uses) >= enough.days)
    .toSorted((a, b) => b.uses.length - a.uses.length)
  const [most] = used
  const section = most && sectionOf(doc, most.widget.id)
  const place = section?.layouts.desktop.find((one) => one.id === most?.widget.id)
  if (!most || !section || !place || place.y < enough.rowsAbove) return []
  // A layout that is composed for a width of its own does not follow that of the desktop.
  const edits = breakpoints.flatMap((breakpoint): readonly Edit[] => {
    const at = section.layouts[breakpoint]?.find((one) => one.id === most.widget.id)
    return at ? [{ do: 'moveWidget', id: most.widget.id, breakpoint, to: { x: 0, y: 0, w: at.w, h: at.h } }] : []
  })
  const edit: Edit = { do: 'batch', edits }
  return [{ kind: 'promote', item: widgetKey(dashboard, most.widget.id), title: most.widget.title, reason: { key: 'often', args: {} }, edit }]
}

/** What has not been touched for a month by somebody who uses the rest. */
function toRemove({ dashboard, doc, signals }: Looked): readonly Draft[] {
  const opens = signals.filter(({ kind, item }) => kind === 'open' && item === `dashboard:${dashboard}`)
  const span = daysOf(opens)
  const used = new Set(signals.filter(isUse).map(({ item }) => item))
  const idle = widgetsOf(doc).filter((widget) => !used.has(widgetKey(dashboard, widget.id)))
  const others = widgetsOf(doc).length - idle.length
  if (opens.length < enough.opens || span < enough.span || others < enough.others) return []
  return idle.slice(-1).map((widget): Draft => ({
    kind: 'remove',
    item: widgetKey(dashboard, widget.id),
    title: widget.title,
    reason: { key: 'unused', args: {} },
    edit: { do: 'removeWidget', id: widget.id },
  }))
}

const copyId = (key: string): string => `own-${hash(key)}`

/** A short name for a text, the same every time (FNV-1a). */
function hash(text: string): string {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return h.toString(36)
}

interface Setup {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  readonly keeper: Keeper
  readonly items: Items
  readonly dashboards: Pick<Dashboards, 'read' | 'save'>
  readonly layers: Layers
  readonly around: (by: Asker) => Promise<Around>
}

/**
 * Adaptations offered one at a time, each with its reason. Nothing happens by itself: an accepted one becomes the person's own
 * edit, in their layer or in a dashboard that is theirs alone, and can be taken back in one step.
 */
export function createProposals({ ports: { store, clock }, keeper, items, dashboards, layers, around }: Setup) {
  /** A widget of another dashboard they come back to, which is not here. */
  const toAdd = async (by: Asker, { dashboard, doc, signals }: Looked): Promise<readonly Draft[]> => {
    const elsewhere = Map.groupBy(
      signals.filter((signal) => isUse(signal) && readItem(signal.item)?.kind === 'widget' && !signal.item.startsWith(`widget:${dashboard}/`)),
      (signal) => signal.item,
    )
    const often = [...elsewhere].filter(([, uses]) => uses.length >= enough.uses && daysOf(uses) >= enough.days).toSorted(([, a], [, b]) => b.length - a.length)
    const permitted = await items.of(by)
    for (const [item] of often) {
      const [from = '', id = ''] = (readItem(item)?.id ?? '').split('/')
      if ((await permitted.find(item)) === undefined) continue
      const source = (await dashboards.read(by, from)).doc
      const widget = widgetNamed(source, id)
      const [home, section] = [sectionOf(source, id), doc.sections.at(-1)]
      if (!widget || !home || !section || widgetsOf(doc).some((one) => isLike(one, widget))) continue
      const edit: Edit = { do: 'addWidget', section: section.id, widget: { ...widget, id: copyId(item) }, size: desktopSize(home, id) }
      return [{ kind: 'add', item, title: widget.title, reason: { key: 'often', args: {} }, edit }]
    }
    return []
  }

  const isSilent = (settings: LearningSettings, dashboard: string, draft: Draft): boolean =>
    settings.answers.some(
      (it) =>
        it.dashboard === dashboard && it.kind === draft.kind && it.item === draft.item && (it.answer !== 'later' || clock.now() - it.at < laterDays * day),
    )

  const look = async (by: Asker, dashboard: string) => {
    const [record, given] = await Promise.all([dashboards.read(by, dashboard), layers.read(by, dashboard)])
    // A copy of one's own: what is given may not be changed, what core takes may.
    const layer = structuredClone(given) as Layer
    return { record, layer, shown: applyLayer(record.doc, layer).doc }
  }

  const idOf = (dashboard: string, { kind, item }: Pick<Draft, 'kind' | 'item'>): string => `${kind}-${hash(`${dashboard} ${item}`)}`

  const best = async (by: Asker, dashboard: string): Promise<Draft | undefined> => {
    const [never, learner] = [await keeper.never(by.actor), await keeper.read(by.actor)]
    if (whyOff(never, learner) !== null) return undefined
    // Whoever has a fire to see to is not asked about furniture.
    if ((await around(by)).burning.isUnowned) return undefined
    const { shown } = await look(by, dashboard)
    const signals = await store.learning.signals(learner.key, 0)
    const looked: Looked = { dashboard, doc: shown, signals, today: Math.floor(clock.now() / day) }
    const all = [...viewsToKeep(looked), ...toPromote(looked), ...(await toAdd(by, looked)), ...toRemove(looked)]
    return all.find((draft) => !isSilent(learner.settings, dashboard, draft))
  }

  const lastAccepted = async (by: Asker): Promise<ProposalAnswer | undefined> =>
    (await keeper.read(by.actor)).settings.answers.findLast((it) => it.answer === 'accept' && it.undo !== null && clock.now() - it.at < laterDays * day)

  const offer = async (by: Asker, dashboard: string): Promise<Given<Offer>> => {
    const [draft, last] = [await best(by, dashboard), await lastAccepted(by)]
    return {
      proposal: draft
        ? {
            id: idOf(dashboard, draft),
            kind: draft.kind,
            dashboard,
            item: draft.item,
            title: draft.title,
            reason: draft.reason,
            // Edits are plain JSON; this drops what is undefined.
            edits: [JSON.parse(JSON.stringify(draft.edit)) as Proposal['edits'][number]],
          }
        : null,
      undo: last ? { id: last.id, kind: last.kind, title: last.title, dashboard: last.dashboard } : null,
    }
  }

  /** Makes it theirs, and says what takes it back. */
  const carryOut = async (by: Asker, dashboard: string, edit: Edit): Promise<NonNullable<ProposalAnswer['undo']>> => {
    const { record, layer } = await look(by, dashboard)
    const { rights } = await store.access.dashboard(dashboard)
    const isTheirsAlone = rights.owner === by.actor.id && rights.shares.length === 0 && rights.template === null
    if (isTheirsAlone) {
      await dashboards.save(by, { id: dashboard, rev: record.rev, doc: apply(record.doc, edit).doc, write: undefined })
      return { edit: invert(record.doc, edit) }
    }
    const { arrangement, refused } = arrange(record.doc, layer, edit)
    if (refused) throw new ServerFault('invalid', { detail: refused })
    await layers.save(by, { dashboard, rev: layer.rev, body: { base: record.rev, ...arrangement }, write: undefined })
    return { layer: changeBetween(arrangement, layer) }
  }

  const remember = (by: Asker, answer: ProposalAnswer): Promise<unknown> =>
    keeper.change(by.actor, (it) => {
      // Only the last change can be taken back; a no is no change.
      const others = it.settings.answers.filter((one) => one.id !== answer.id).map((one) => (answer.undo === null ? one : { ...one, undo: null }))
      return store.learning.save({ ...it, settings: { ...it.settings, answers: [...others, answer].slice(-mostAnswers) } }, [])
    })

  return {
    offer,
    /** One that is no longer offered cannot be accepted; turning it down again changes nothing. */
    async answer(by: Asker, id: string, { dashboard, answer }: { readonly dashboard: string; readonly answer: ProposalAnswer['answer'] }) {
      const draft = await best(by, dashboard)
      if (!draft || idOf(dashboard, draft) !== id) {
        if (answer === 'accept') throw new ServerFault('not_found', { detail: `proposal ${id}` })
        return offer(by, dashboard)
      }
      const undo = answer === 'accept' ? await carryOut(by, dashboard, draft.edit) : null
      const { kind, item, title } = draft
      await remember(by, { id, kind, dashboard, item, title, answer, at: clock.now(), undo })
      return offer(by, dashboard)
    },
    /** Takes an accepted one back, and does not offer it again for a while. Twice is as good as once. */
    async undo(by: Asker, id: string): Promise<Given<Offer>> {
      const last = await lastAccepted(by)
      if (!last || last.id !== id || last.undo === null) return { proposal: null, undo: null }
      const { record, layer } = await look(by, last.dashboard)
      if ('edit' in last.undo) await dashboards.save(by, { id: last.dashboard, rev: record.rev, doc: apply(record.doc, last.undo.edit).doc, write: undefined })
      else
        await layers.save(by, {
          dashboard: last.dashboard,
          rev: layer.rev,
          body: { base: layer.base, ...changeLayer(layer, last.undo.layer) },
          write: undefined,
        })
      await remember(by, { ...last, answer: 'later', at: clock.now(), undo: null })
      return offer(by, last.dashboard)
    },
  }
}

/** The same question under the same name. */
const isLike = (a: Widget, b: Widget): boolean => a.title === b.title && JSON.stringify(a.query) === JSON.stringify(b.query)
