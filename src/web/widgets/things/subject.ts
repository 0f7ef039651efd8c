import { SafeUrl } from '#contract/dashboard.ts'
import type { Widget } from '#contract/dashboard.ts'
import type { Cell, Field, FieldRole, Frame } from '#contract/frame.ts'
import { observationKinds } from '#contract/observation.ts'
import type { Subject } from '#contract/run.ts'
import { severities } from '#contract/severity.ts'
import { fieldWithRole } from '#core/frame/shapes.ts'
import type { Place } from '../../url/place.ts'
import type { Thing } from '../../views/view.ts'

/** Which ends of a frame's links are services. */
type Ends = readonly ('source' | 'target')[]

/** What a thing in a picture is in the estate. */
export interface Meaning {
  readonly subject: Subject | undefined
  /** It goes on, as far as the frame says. */
  readonly open: boolean
  /** Page that tells of it. */
  readonly place: Place | undefined
  /** Where its source tells of it. */
  readonly link: string | undefined
  readonly title: string
}

const most = { id: 400, text: 200 }

const words = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

/** Columns whose values are services, by the name every source of ours gives them. */
const serviceNames = ['service', 'service_name']

/** Calls are between services; links made of rows are, where they were made of a column of services. */
export function endsOf({ query, lenses }: Pick<Widget, 'query' | 'lenses'>): Ends {
  if (query.spec['measure'] === 'service.calls') return ['source', 'target']
  const made = lenses.findLast(({ lens }) => lens === 'edgesFrom')
  const ends = ['source', 'target'] as const
  return made ? ends.filter((end) => serviceNames.includes(words(made.params[end] as Cell | undefined))) : []
}

interface Columns {
  readonly by: (name: string) => Field | undefined
  readonly role: (role: FieldRole) => Field | undefined
}
const columnsOf = (frame: Frame): Columns => ({
  by: (name) => frame.fields.find((field) => field.name === name && field.type === 'string'),
  role: (role) => fieldWithRole(frame, role),
})

/** Its service. A source of somebody's own may put the site in that column for what has none; that is no service. */
function serviceAt({ by }: Columns, row: number): string {
  const service = serviceNames.map((name) => words(by(name)?.values[row])).find((name) => name !== '') ?? ''
  return service === words(by('site')?.values[row]) ? '' : service
}

/** What is known of any row, as far as its columns say it. */
function known(columns: Columns, row: number, source: string): Partial<Subject> {
  const severity = severities.find((one) => one === columns.role('severity')?.values[row])
  const site = words(columns.by('site')?.values[row])
  return { ...(severity && { severity }), ...(site !== '' && { site: site.slice(0, most.text) }), ...(source !== '' && { source }) }
}

/** The page of an observation, told when it began; else that of the service. */
function placeAt(id: string, service: string, start: Cell | undefined): Place | undefined {
  const isTold = observationKinds.some((kind) => id.startsWith(`${kind}:`))
  if (isTold) return { page: 'observation', id, ...(typeof start === 'number' && { at: start }) }
  return service === '' ? undefined : { page: 'service', id: service }
}

function rowMeaning(frame: Frame, row: number, source: string): Meaning {
  const columns = columnsOf(frame)
  const id = words(columns.role('id')?.values[row])
  const service = serviceAt(columns, row)
  const title = (words(columns.role('title')?.values[row]) || service).slice(0, most.text)
  const kind = (['alert', 'incident'] as const).find((one) => id.startsWith(`${one}:`))
  const link = columns.role('link')?.values[row]
  const end = columns.role('end')
  const more = known(columns, row, source)
  const subject: Subject | undefined =
    kind && id.length <= most.id
      ? { kind, id, title: title || id.slice(0, most.text), ...more, ...(service !== '' && { service }) }
      : service === ''
        ? undefined
        : { kind: 'service', id: service, title: service, ...more, service }
  return {
    subject,
    place: placeAt(id, service, columns.role('start')?.values[row]),
    open: end === undefined || end.values[row] === null,
    link: typeof link === 'string' && SafeUrl.safeParse(link).success ? link : undefined,
    title,
  }
}

/** The alert, incident or service a thing is, told by the roles of the frame's columns; nothing where they do not say. */
export function meaningOf(frame: Frame, thing: Thing, widget: Pick<Widget, 'query' | 'lenses'>): Meaning {
  const source = widget.query.source
  if ('row' in thing) return rowMeaning(frame, thing.row, source)
  const { node } = thing
  const isService = endsOf(widget).some((end) => fieldWithRole(frame, end)?.values.includes(node))
  return {
    subject: isService ? { kind: 'service', id: node, title: node, service: node } : undefined,
    open: true,
    place: isService ? { page: 'service', id: node } : undefined,
    link: undefined,
    title: node,
  }
}
