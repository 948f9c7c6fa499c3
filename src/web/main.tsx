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
import { PartGone } from './kit/parts.ts'
import { theme, variables } from './kit/theme.ts'
import { router } from './routes.tsx'

await startLanguage()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root, {
  // A part that an update of the hub took away is no fault: the page that catches it loads the document anew.
  onCaughtError: (error) => error instanceof PartGone || console.error(error),
}).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
