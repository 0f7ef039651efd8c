import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page of Perses on the React and the libraries it was made for. */
export default defineConfig({
  root: 'tests/bench/peers/perses',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    outDir: '../../../../.cache/bench-perses',
    emptyOutDir: true,
    chunkSizeWarningLimit: 9000,
    rolldownOptions: { input: ['tests/bench/peers/perses/perses.html'] },
  },
})
