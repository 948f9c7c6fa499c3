import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  PasswordInput,
  TextInput,
  Tooltip,
} from '@mantine/core'

/** Deep teal; the eighth is the accent on light ground, the fifth on dark. */
const cord: MantineColorsTuple = [
  '#e6f2f0',
  '#cfe6e3',
  '#a3d2cc',
  '#73bdb4',
  '#4fb8ad',
  '#2a948a',
  '#147e74',
  '#0b6b63',
  '#085750',
  '#04433d',
]

/** Red is for what is lost; the same two shades carry it. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#f9d3d0',
  '#f3aba5',
  '#ef968e',
  '#f0857c',
  '#d9534a',
  '#c63a31',
  '#b3261e',
  '#931d17',
  '#741510',
]

export const theme = createTheme({
  primaryColor: 'cord',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { cord, red },
  black: '#1b1d1c',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'compact-md', variant: 'default' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } }),
  },
})

/** Mantine's own surfaces follow our tokens, so that its menus and dialogs look like the rest. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--soft)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-default': 'var(--panel)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-disabled': 'var(--line2)',
    '--mantine-color-disabled-color': 'var(--faint)',
  }
  return { variables: {}, light: shared, dark: shared }
}
