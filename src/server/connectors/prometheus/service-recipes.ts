import type { Filling, Recipe } from './recipes.ts'

/** One way in which services report the requests they served. */
interface Convention {
  /** Counter of requests. */
  readonly count: string
  /** Matchers that pick served requests only. */
  readonly own?: string
  /** Matchers of failed requests on the same counter, one for each label in use; or a counter of its own. */
  readonly failed: readonly string[]
  readonly failedCount?: string
  /** Histogram of durations and the seconds in its unit. */
  readonly bucket?: string
  readonly unitS?: number
  /** Label that names the service, where it is none of the usual ones. */
  readonly from?: string
}

const anyStatus = ['code=~"5.."', 'status=~"5.."', 'status_code=~"5.."']

/** OpenTelemetry HTTP (stable, then older), Micrometer, common client library names, span metrics, service graph. */
export const conventions: readonly Convention[] = [
  { count: 'http_server_request_duration_seconds_count', failed: ['http_response_status_code=~"5.."'], bucket: 'http_server_request_duration_seconds_bucket' },
  { count: 'http_server_duration_milliseconds_count', failed: ['http_status_code=~"5.."'], bucket: 'http_server_duration_milliseconds_bucket', unitS: 0.001 },
  { count: 'http_server_requests_seconds_count', failed: ['status=~"5.."'], bucket: 'http_server_requests_seconds_bucket' },
  { count: 'http_requests_total', failed: anyStatus },
  { count: 'http_request_duration_seconds_count', failed: anyStatus, bucket: 'http_request_duration_seconds_bucket' },
  {
    count: 'traces_spanmetrics_calls_total',
    own: 'span_kind="SPAN_KIND_SERVER"',
    failed: ['status_code="STATUS_CODE_ERROR"'],
    bucket: 'traces_spanmetrics_latency_bucket',
  },
  {
    count: 'traces_service_graph_request_total',
    // Databases and queues have a connection type; they are ends of calls, not services of ours.
    own: 'connection_type=""',
    failed: [],
    failedCount: 'traces_service_graph_request_failed_total',
    bucket: 'traces_service_graph_request_server_seconds_bucket',
    from: 'server',
  },
]

const list = (...texts: readonly (string | undefined)[]): string => texts.filter((text) => text !== undefined && text !== '').join(', ')

/** Requests per second of one convention, grouped as `by` says; `more` narrows to failed ones. */
const rateOf = (it: Filling, { own, from }: Convention, by: string, metric: string, more?: string): string =>
  `sum${by} (${it.serviced(`rate(${it.sel(metric, list(own, more))}[${it.rate}])`, from)})`

const requests = (it: Filling, c: Convention, by: string): string => rateOf(it, c, by, c.count)

/** Failed requests per second. A service that never failed has no failed series: it has none of them, not no answer. */
function failures(it: Filling, c: Convention, by: string): string {
  const failed = c.failedCount ? [rateOf(it, c, by, c.failedCount)] : c.failed.map((more) => rateOf(it, c, by, c.count, more))
  return [...failed, `0 * ${requests(it, c, by)}`].join(' or ')
}

/**
 * Where services follow several conventions, each is counted by the first it follows (`or` keeps the left side of equal
 * labels), and only then are services added up.
 */
function added(it: Filling, found: readonly Convention[], write: (it: Filling, c: Convention, by: string) => string): string {
  const [only] = found
  if (found.length === 1 && only) return `(${write(it, only, it.by())})`
  return `sum${it.by()} (${found.map((c) => write(it, c, it.by('service'))).join(' or ')})`
}

const buckets = (it: Filling, { bucket = '', own, from }: Convention, by: string): string =>
  `sum${by} (${it.serviced(`rate(${it.sel(bucket, own)}[${it.rate}])`, from)})`
const p95 = (buckets: string): string => `histogram_quantile(0.95, ${buckets})`

/** Buckets in seconds and in milliseconds cannot be added, so a whole over several services keeps to one unit. */
function latency(it: Filling, found: readonly Convention[]): string {
  const each = (c: Convention): string => (c.unitS === undefined ? '' : `${c.unitS} * `) + p95(buckets(it, c, it.by('le')))
  const alike = found.filter((c) => c.unitS === found[0]?.unitS)
  const [first, ...rest] = alike
  if (first === undefined || it.splits('service') || rest.length === 0) return (it.splits('service') ? found : alike).map(each).join(' or ')
  const by = it.by('le', 'service')
  const union = rest.reduce((left, c) => `${left} or (${buckets(it, c, by)} unless on (service) (${left}))`, buckets(it, first, by))
  return p95(`sum${it.by('le')} (${union})`)
}

const present = (it: Filling, metricOf: (c: Convention) => string | undefined): readonly Convention[] => conventions.filter((c) => it.has(metricOf(c) ?? ''))

const counts = conventions.map((c) => c.count)

export const serviceRecipes: Readonly<Record<string, Recipe>> = {
  'service.requestRate': {
    metrics: counts,
    write: (it) =>
      added(
        it,
        present(it, (c) => c.count),
        requests,
      ),
  },
  'service.errorRatio': {
    metrics: counts,
    write: (it) => {
      const found = present(it, (c) => c.count)
      return `${added(it, found, failures)} / (${added(it, found, requests)} > 0)`
    },
  },
  'service.latencyP95': {
    metrics: conventions.flatMap((c) => c.bucket ?? []),
    write: (it) =>
      latency(
        it,
        present(it, (c) => c.bucket),
      ),
  },
  /** The scarcest thing every client library reports: file descriptors in use of those allowed. */
  'service.saturation': {
    metrics: ['process_open_fds'],
    write: (it) => `max${it.by()} (${it.serviced(`${it.sel('process_open_fds')} / ${it.sel('process_max_fds')}`)})`,
  },
}
