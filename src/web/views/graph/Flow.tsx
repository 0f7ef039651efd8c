import { ReactFlow, useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { FocusEvent, ReactNode } from 'react'
import { SafeUrl } from '#contract/dashboard.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'
import { cls } from '#web/ui/cls.ts'
import type { ViewProps } from '../view.ts'
import { FarContext } from './far.ts'
import { FarLinks } from './FarLinks.tsx'
import { groupOfNode, isRest } from './fold.ts'
import { followLink } from '../follow-link.ts'
import { Foot } from './Foot.tsx'
import { GraphTools } from './GraphTools.tsx'
import { LinkLine } from './LinkLine.tsx'
import type { LinkEdge } from './LinkLine.tsx'
import { NodeBox } from './NodeBox.tsx'
import type { BoxNode } from './NodeBox.tsx'
import type { GraphOptions } from './options.ts'
import { worstOf } from './shape.ts'
import type { NetNode } from './shape.ts'
import type { Spot } from './spot.ts'
import { farZoom, spread } from './spread.ts'
import { degreesOf, neighbours } from './topology.ts'
import type { Positions } from './topology.ts'
import { useCamera } from './use-camera.ts'
import { useElements } from './use-elements.ts'
import { useFinding } from './use-finding.ts'
import { graphKeys } from './use-graph-keys.ts'
import type { Layout } from './use-layout.ts'
import type { DrawnNetwork } from './use-network.ts'
import { graphSummary, nodeSpoken } from './words.ts'
import type { Reader } from './words.ts'
import styles from './Graph.module.css'

const nodeTypes = { box: NodeBox }
const edgeTypes = { link: LinkLine }
/** From here on only what is in sight is in the document. */
const cullFrom = 150
/** From here on lines are drawn fainter, so that nodes stay what one sees. */
const denseFrom = 80
/** From so many on links are drawn together when seen from afar. */
const togetherFrom = 300
const nowhere: Positions = new Map()
const noNodes: BoxNode[] = []
const noEdges: LinkEdge[] = []

export interface FlowProps extends ViewProps<GraphOptions> {
  readonly drawn: DrawnNetwork
  readonly layout: Layout
  readonly nodeSize: { readonly width: number; readonly height: number }
  /** Where the graph stands: the widget without its foot. */
  readonly room: { readonly width: number; readonly height: number }
  readonly reader: Reader
  readonly spot: Spot
  /** Shown until the nodes are there. */
  readonly picture: ReactNode
}

/** The graph on its ground: one keyboard stop, hover and focus light up neighbours, tools at the top, facts at the foot. */
export function Flow(props: FlowProps) {
  const { frame, options, size, room, title, onPick, acts, drawn, layout, nodeSize, reader, spot, picture } = props
  const { network } = drawn
  const { text } = reader.language
  const announce = useAnnounce()
  const uid = useId()
  const rootRef = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string>()
  const [locked, setLocked] = useState<string>()
  const [hover, setHover] = useState<string>()
  const [isFocused, setFocused] = useState(false)

  const byId = useMemo(() => new Map(network.nodes.map((n) => [n.id, n])), [network])
  const degrees = useMemo(() => degreesOf(network), [network])
  const worst = useMemo(() => worstOf(network)?.id, [network])
  const positions = useMemo(
    () => (layout.positions ? spread(layout.positions, nodeSize, room, layout.base) : nowhere),
    [layout.positions, layout.base, nodeSize, room],
  )
  const camera = useCamera({ flow: useReactFlow(), positions, nodeSize, room, worst, turn: layout.turn })
  const isFar = useStore((s) => s.transform[2] < farZoom)
  // Until the library knows its room and has its camera it would draw everything for another place, then once more.
  const isSet = useStore((s) => s.panZoom !== null && s.width > 0)
  const there = useMemo(() => ({ ...network, nodes: network.nodes.filter((n) => positions.has(n.id)) }), [network, positions])
  const { nodes, edges, domId } = useElements({ network: there, degrees, positions, nodeSize, labels: options.edgeLabels, reader, active, uid })

  const say = (id: string): void => {
    const node = byId.get(id)
    if (node) announce(nodeSpoken(node, network.unit, degrees.get(id), reader))
  }
  const go = (id: string): void => {
    setActive(id)
    if (locked !== undefined) setLocked(undefined)
    camera.show(id)
    say(id)
  }
  const {
    finding,
    findRef,
    open: find,
  } = useFinding(
    network,
    reader,
    (id) => {
      go(id)
      camera.look(id)
    },
    () => rootRef.current?.focus(),
  )
  const linkOf = (node: NetNode | undefined): string | undefined => (node?.link !== undefined && SafeUrl.safeParse(node.link).success ? node.link : undefined)
  const isName = (id: string): boolean => groupOfNode(id) === undefined && !isRest(id)
  const only = (id: string): void => {
    if (drawn.whole.nameField !== undefined && isName(id)) onPick?.({ field: drawn.whole.nameField, value: id })
  }
  /** The menu of a node, at a place of the window or under it; false where nothing can be done about it. */
  const offer = (id: string, at?: { readonly x: number; readonly y: number }): boolean => {
    const box = document.getElementById(nodes.find((n) => n.id === id)?.data.domId ?? '')?.getBoundingClientRect()
    const place = at ?? (box && { x: box.left, y: box.bottom })
    if (!place || !isName(id) || !acts?.can({ node: id })) return false
    acts.open({ node: id }, place, rootRef.current)
    return true
  }
  const act = (id: string): void => {
    if (offer(id)) return
    const link = linkOf(byId.get(id))
    const group = groupOfNode(id)
    if (group !== undefined) drawn.fold([group], false)
    else if (link !== undefined) followLink(link)
    else only(id)
  }
  const lock = (id: string): void => {
    setActive(id)
    setLocked(id)
    camera.look(id)
    say(id)
  }
  const turn = (id: string): void => {
    const opens = groupOfNode(id)
    const group = byId.get(id)?.group
    if (opens !== undefined) drawn.fold([opens], false)
    else if (group !== undefined) drawn.fold([group], true)
  }
  const release = (): void => {
    setLocked(undefined)
    camera.back()
  }
  const leave = (): boolean => {
    if (locked !== undefined) release()
    else if (active !== undefined) setActive(undefined)
    else return false
    return true
  }

  const centre = hover ?? locked ?? (isFocused ? active : undefined)
  const near = useMemo(() => {
    if (finding && finding.matches.length > 0) return new Set(finding.matches)
    return centre !== undefined && byId.has(centre) ? neighbours(network, centre) : undefined
    // Matches are made anew with each word typed, and only then.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [finding?.matches, centre, network, byId])
  useEffect(() => spot.set(near), [spot, near])
  const isTogether = isFar && edges.length > togetherFrom
  const single = useMemo(
    () => (isTogether ? (near ? edges.filter((e) => near.has(e.source) && near.has(e.target)) : noEdges) : edges),
    [isTogether, edges, near],
  )
  // Links are told in the table and in the names of nodes; their pictures are for the eye.
  useEffect(() => rootRef.current?.querySelector('.react-flow__edges')?.setAttribute('aria-hidden', 'true'), [])

  const onKeyDown = graphKeys({
    positions,
    active: active !== undefined && positions.has(active) ? active : undefined,
    locked,
    go,
    lock,
    act,
    offer,
    turn,
    leave,
    zoom: camera.zoom,
    fit: camera.fit,
    find,
  })
  const looked = byId.get(hover ?? (isFocused ? active : undefined) ?? '')
  const lockedNode = locked === undefined ? undefined : byId.get(locked)

  return (
    <>
      <FarContext value={isFar}>
        <ReactFlow
          ref={rootRef}
          defaultViewport={camera.first}
          className={cls(styles['flow'], isFar && styles['far'], edges.length > denseFrom && styles['dense'])}
          aria-label={title}
          aria-describedby={`${uid}summary ${uid}keys`}
          aria-activedescendant={isFocused ? domId : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event: FocusEvent) => {
            if (event.target !== event.currentTarget) return
            setFocused(true)
            const entry = active ?? worst ?? nodes[0]?.id
            // Coming back from its menu leaves the node that is looked at as it is.
            if (entry !== undefined && entry !== locked && event.currentTarget.matches(':focus-visible')) go(entry)
          }}
          onBlur={() => setFocused(false)}
          nodes={isSet ? nodes : noNodes}
          edges={isSet ? single : noEdges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onlyRenderVisibleElements={nodes.length > cullFrom}
          minZoom={0.05}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          disableKeyboardA11y
          onMoveStart={(event) => event && camera.taken()}
          onNodeMouseEnter={(_, node) => setHover(node.id)}
          onNodeMouseLeave={() => setHover(undefined)}
          onNodeClick={(_, node) => {
            lock(node.id)
            rootRef.current?.focus({ preventScroll: true })
          }}
          onNodeContextMenu={(event, node) => {
            if (!offer(node.id, { x: event.clientX, y: event.clientY })) return
            event.preventDefault()
            setActive(node.id)
          }}
          onNodeDoubleClick={(_, node) => act(node.id)}
          onPaneClick={release}
        >
          {isSet && isTogether && <FarLinks network={there} positions={positions} nodeSize={nodeSize} dim={near !== undefined} />}
        </ReactFlow>
      </FarContext>
      {!isSet && picture}
      <GraphTools
        finding={finding}
        findRef={findRef}
        groups={drawn.groups}
        room={size.height - 36}
        onFind={find}
        onFold={drawn.fold}
        onZoom={camera.zoom}
        onFit={camera.fit}
        onArrange={layout.again}
      />
      <Foot
        frame={frame}
        drawn={drawn}
        layout={layout}
        reader={reader}
        line={isFar && looked ? { node: looked, unit: network.unit, degree: degrees.get(looked.id), reader } : undefined}
        strip={
          lockedNode && {
            node: lockedNode,
            unit: network.unit,
            degree: degrees.get(lockedNode.id),
            reader,
            acts: isName(lockedNode.id) ? (acts?.of({ node: lockedNode.id }) ?? []) : [],
            onOpen: linkOf(lockedNode) === undefined ? undefined : () => act(lockedNode.id),
            onOnly: onPick && isName(lockedNode.id) ? () => only(lockedNode.id) : undefined,
            onTurn: (group, folded) => drawn.fold([group], folded),
          }
        }
      />
      <div className="hp-hidden">
        <p id={`${uid}summary`}>{graphSummary(network, reader)}</p>
        <p id={`${uid}keys`}>{text('view.graph.keys')}</p>
      </div>
    </>
  )
}
