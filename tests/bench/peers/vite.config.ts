import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page of the peers. Both sides share the project's own React. */
export default defineConfig({
  root: 'tests/bench/peers',
  plugins: [react()],
  resolve: { dedupe: ['react', 'react-dom'] },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    outDir: '../../../.cache/bench-peers',
    emptyOutDir: true,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { input: ['page', 'gridstack'].map((page) => `tests/bench/peers/${page}.html`) },
  },
})
