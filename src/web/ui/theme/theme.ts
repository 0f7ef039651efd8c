import { createTheme } from '@mantine/core'

/** Mantine speaks in tokens: what is left of its own palette is the accent's ramp (look.md 2, "Re-branding"). */
export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  colors: {
    harbour: ['#ebf6f7', '#d4ecee', '#b3dee1', '#86ccd2', '#5dcbd1', '#39aab4', '#16919a', '#017b83', '#096770', '#094f54'],
  },
  fontFamily: 'var(--hp-font)',
  fontFamilyMonospace: 'var(--hp-mono)',
  fontSizes: { xs: 'var(--hp-t-micro)', sm: 'var(--hp-t-base)', md: 'var(--hp-t-body)', lg: 'var(--hp-t-lead)', xl: 'var(--hp-t-title)' },
  lineHeights: { xs: '1.3', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.3' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  shadows: { xs: 'var(--hp-e1)', sm: 'var(--hp-e1)', md: 'var(--hp-e1)', lg: 'var(--hp-e2)', xl: 'var(--hp-e2)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})
