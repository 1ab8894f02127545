// Starts the console: words first, then who is signed in, then the screen that the address names.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import './theme.css'
import { router } from './app/routes.tsx'
import { Session } from './app/session.tsx'
import { Problem } from './base/api.ts'
import { onBack } from './base/connection.ts'
import { currentLook } from './base/look.ts'
import { loadWords, restOfWords } from './base/words.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The client repeats what failed on the way; what the server refuses does not get better by asking again.
      retry: false,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      throwOnError: (error) => error instanceof Problem && error.status === 403,
    },
    mutations: { retry: false },
  },
})

// What changed while the server was out of reach is asked for, beside the facts that the stream makes up for.
// A list that follows the log catches up row by row: loaded anew it would lose the place.
onBack(() => queries.invalidateQueries({ predicate: ({ meta }) => meta?.followsLog !== true }))

await loadWords(currentLook().language, 'start')
// The desk shows its rows first; what else there is to say is there before somebody opens it.
setTimeout(() => restOfWords(), 2_000)
createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={queries}>
    <Session>
      <RouterProvider router={router} />
    </Session>
  </QueryClientProvider>,
)
