// Builds the console into console/dist, or serves it for development beside a running server.
import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const api = process.env.THROUGHLINE_API ?? 'http://localhost:4000'
const served = ['/api', '/docs', '/openapi.json', '/livez', '/readyz', '/metrics']

export default defineConfig({
  root,
  plugins: [react(), tailwind()],
  define: { __KIT__: JSON.stringify(process.env.THROUGHLINE_KIT === 'on') },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // A file that is part of the page would need a policy that allows such.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // A door only passes on: who takes one thing through it does not load the rest of the room.
      treeshake: {
        moduleSideEffects: [{ test: /console\/\w+\/index\.tsx?$/, sideEffects: false }],
      },
      output: {
        // The start and the order desk, with all they stand on, in one file: sixty small ones pack a tenth worse.
        codeSplitting: {
          groups: [{ name: 'start', test: /console\/(main|desk\/screen)\.tsx$/ }],
        },
      },
    },
  },
  // Under the page's own host: the server takes changes only from its own pages.
  server: {
    proxy: Object.fromEntries(served.map((path) => [path, { target: api, changeOrigin: false }])),
  },
})
