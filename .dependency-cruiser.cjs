/** The walls between rooms (ARCHITECTURE.md). Shelves and layers are matched by pattern, so a new member needs no line here. */
const no = (name, from, to) => ({ name, severity: 'error', from, to })
const layers = ['app', 'pages', 'canvas', 'widgets', 'views', '(?:api|url|track|i18n|ui)'] // outermost first
const shelf = 'src/(?:web/(?:pages|views)|server/(?:connectors|steps|channels))'
const tests = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    no('no-cycles', {}, { circular: true }),
    no('contract-is-the-floor', { path: '^src/contract/' }, { path: '^(src/(?!contract/)|mocks/|tests/)' }),
    no('contract-knows-only-zod', { path: '^src/contract/', pathNot: tests }, { path: 'node_modules/(?!zod/)' }),
    no('core-only-computes', { path: '^src/core/' }, { path: '^(src/(?!core/|contract/)|mocks/)' }),
    no('core-brings-no-library', { path: '^src/core/', pathNot: tests }, { path: 'node_modules/(?!zod/)' }),
    no('locales-are-words', { path: '^src/locales/' }, { path: '^(src/(?!locales/)|mocks/|node_modules/)' }),
    no('server-never-draws', { path: '^src/server/' }, { path: '^(src/web/|mocks/)' }),
    no('web-never-serves', { path: '^src/web/', pathNot: tests }, { path: '^src/(server/|core/personalization/)' }),
    no('mocks-never-draw', { path: '^mocks/' }, { path: '^src/web/' }),
    no('one-way-into-mocks', { path: '^src/', pathNot: `^src/web/main\\.tsx$|${tests}` }, { path: '^mocks/' }),
    no('nothing-ships-tests', { path: '^(src|mocks)/', pathNot: tests }, { path: '^tests/' }),
    no('node-stays-home', { path: '^(src/(?!server/node/)|mocks/(?!serve|export/))', pathNot: tests }, { dependencyTypes: ['core'] }),
    ...layers
      .slice(1)
      .map((_, i) =>
        no(`nothing-looks-up-to-${layers[i]}`, { path: `^src/web/(?:${layers.slice(i + 1).join('|')})/`, pathNot: tests }, { path: `^src/web/${layers[i]}/` }),
      ),
    no('views-stay-dumb', { path: '^src/web/views/', pathNot: tests }, { path: '^src/web/(api|url|track)/' }),
    no('shelf-mates-never-meet', { path: `^(${shelf})/([^/]+)/` }, { path: `^${shelf}/[^/]+/`, pathNot: '^$1/$2/' }),
    no('enter-by-the-door', { path: '^(src|mocks)/.*registry\\.ts$' }, { path: `^${shelf}/[^/]+/`, pathNot: '/index\\.tsx?$' }),
    no(
      'heavy-only-where-drawn',
      { path: '^src/', pathNot: `(/views/[^/]+/.*\\.tsx$|/views/[^/]+/(uplot|layout)[^/]*\\.ts$|/canvas/.*\\.tsx?$|${tests})` },
      { path: 'node_modules/(recharts|uplot|@xyflow|@dagrejs|elkjs|react-grid-layout)/' },
    ),
    no('everything-resolves', {}, { couldNotResolve: true, pathNot: '^virtual:|\\?' }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The peers of the benchmark have a package of their own, which is there only when they are measured.
    exclude: { path: '^(dist|data|coverage|tests/bench/peers)/|\\.css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
}
