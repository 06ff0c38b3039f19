// Starts the studio in the page's #root.
import '@fontsource-variable/golos-text/wght.css'
import './ui/mantine.css.ts'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { keepFocus } from './lib/kept-focus.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
keepFocus()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
