import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the benchmark's own pages, apart from the app. */
export default defineConfig({
  root: 'tests/bench/pages',
  plugins: [react()],
  build: {
    outDir: '../../../.cache/bench',
    emptyOutDir: true,
    rolldownOptions: { input: ['raw', 'plain-grid', 'charts'].map((page) => `tests/bench/pages/${page}.html`) },
  },
})
