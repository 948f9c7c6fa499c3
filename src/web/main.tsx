import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
// Named first: it sets the order of the layers.
import './kit/tokens.css'
import '@mantine/core/styles.layer.css'
import './kit/kit.css'
import './kit/list.css'
import './kit/shell.css'
import { queryClient } from './kit/client.ts'
import { startLanguage } from './kit/language.ts'
import { theme, variables } from './kit/theme.ts'
import { router } from './routes.tsx'

// After an update of the hub an open page asks for parts that no longer exist: load the new page, but never in a circle.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('cordboard.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  event.preventDefault()
  sessionStorage.setItem('cordboard.reloaded', String(Date.now()))
  location.reload()
})

await startLanguage()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
