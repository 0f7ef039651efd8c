import { ThemeProvider } from '@mui/material'
import { ChartsProvider, generateChartsTheme, getTheme, SnackbarProvider } from '@perses-dev/components'
import { DatasourceStoreProvider, Panel, VariableProvider } from '@perses-dev/dashboards'
import { DataQueriesProvider, PluginRegistry, TimeRangeProvider } from '@perses-dev/plugin-system'
import * as timeSeriesChart from '@perses-dev/timeseries-chart-plugin'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'

/** Panels as Perses embeds them elsewhere; only the query is ours, and answers in the page itself. */
const panels = 8
const [lines, points] = [5, 500]
const theme = getTheme('light')
const charts = generateChartsTheme(theme, {})

const kind = { name: 'homeport-bench', version: '1.0.0' }
const plugins = [{ kind: 'TimeSeriesQuery', spec: { name: 'Waves', display: { name: 'Waves' } } }]
const noDatasources = {
  getDatasource: async () => undefined,
  getGlobalDatasource: async () => undefined,
  listDatasources: async () => [],
  listGlobalDatasources: async () => [],
}

/** Five waves of five hundred moments up to the end of the range. */
async function waves({ seed }: { readonly seed: number }, { timeRange: { start, end } }: { readonly timeRange: { readonly start: Date; readonly end: Date } }) {
  const [from, to] = [start.getTime(), end.getTime()]
  const step = (to - from) / points
  const series = Array.from({ length: lines }, (_, line) => ({
    name: `line ${line + 1}`,
    values: Array.from({ length: points }, (__, i): [number, number] => {
      const at = from + i * step
      return [at, 50 + 10 * line + 8 * Math.sin(at / 60_000 + seed + line) + Math.random()]
    }),
  }))
  return { timeRange: { start, end }, stepMs: step, series }
}
const Waves = { getTimeSeriesData: waves, OptionsEditorComponent: () => null, createInitialOptions: () => ({ seed: 1 }) }

const loader = {
  getInstalledPlugins: async () => [timeSeriesChart.getPluginModule(), { kind: 'PluginModule', metadata: kind, spec: { plugins } }],
  importPluginModule: async ({ metadata }: { readonly metadata: { readonly name: string } }) => (metadata.name === kind.name ? { Waves } : timeSeriesChart),
}

const definitionOf = (i: number) => ({
  kind: 'Panel' as const,
  spec: { display: { name: `Chart ${i + 1}` }, plugin: { kind: 'TimeSeriesChart', spec: { legend: { position: 'bottom' } } } },
})

function Page() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 12, padding: 12 }}>
      {Array.from({ length: panels }, (_, i) => (
        <div key={i} data-widget={i} style={{ height: 240 }}>
          <DataQueriesProvider definitions={[{ kind: 'Waves', spec: { seed: i } }]}>
            <Panel definition={definitionOf(i)} panelOptions={{}} sx={{ height: 240 }} />
          </DataQueriesProvider>
        </div>
      ))}
    </div>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <ThemeProvider theme={theme}>
      <ChartsProvider chartsTheme={charts}>
        <SnackbarProvider>
          <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })}>
            <PluginRegistry pluginLoader={loader as never} defaultPluginKinds={{ Panel: 'TimeSeriesChart', TimeSeriesQuery: 'Waves' }}>
              <TimeRangeProvider timeRange={{ pastDuration: '15m' }} refreshInterval="1s">
                <VariableProvider>
                  <DatasourceStoreProvider datasourceApi={noDatasources}>
                    <Page />
                  </DatasourceStoreProvider>
                </VariableProvider>
              </TimeRangeProvider>
            </PluginRegistry>
          </QueryClientProvider>
        </SnackbarProvider>
      </ChartsProvider>
    </ThemeProvider>,
  )
