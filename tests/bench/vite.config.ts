import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the benchmark's own pages, apart from the app. */
export default defineConfig({
  root: 'tests/bench/pages',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    outDir: '../../../.cache/bench',
    emptyOutDir: true,
    rolldownOptions: { input: ['raw', 'plain-grid', 'charts'].map((page) => `tests/bench/pages/${page}.html`) },
  },
})
