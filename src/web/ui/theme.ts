// Mantine's theme: our sizes and tokens. Colours come from tokens.css through the variant resolver, never from Mantine's palettes.
import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  createTheme,
  Drawer,
  Menu,
  Modal,
  NativeSelect,
  PasswordInput,
  SegmentedControl,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorResolverResult,
  type VariantColorsResolverInput,
} from '@mantine/core'
import classes from './theme.module.css'

const variants: Record<string, VariantColorResolverResult> = {
  filled: {
    background: 'var(--accent)',
    hover: 'var(--accent-hover)',
    color: 'var(--on-accent)',
    border: '1px solid transparent',
  },
  default: { background: 'var(--raised)', hover: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--line)' },
  light: {
    background: 'var(--accent-soft)',
    hover: 'var(--accent-soft)',
    color: 'var(--accent)',
    border: '1px solid transparent',
  },
  subtle: { background: 'transparent', hover: 'var(--panel)', color: 'var(--ink)', border: '1px solid transparent' },
  danger: {
    background: 'transparent',
    hover: 'var(--danger-soft)',
    color: 'var(--danger)',
    border: '1px solid var(--line)',
  },
  pill: {
    background: 'var(--pill)',
    hover: 'var(--pill-hover)',
    color: 'var(--on-pill)',
    border: '1px solid transparent',
  },
}

const plain: VariantColorResolverResult = {
  background: 'transparent',
  hover: 'var(--panel)',
  color: 'inherit',
  border: '1px solid transparent',
}

/** `variant="…"` is the only choice; colour names of Mantine are not used. */
const variantColorResolver = ({ variant, color }: VariantColorsResolverInput): VariantColorResolverResult =>
  color === 'danger' && variant === 'subtle'
    ? { ...plain, color: 'var(--danger)', hover: 'var(--danger-soft)' }
    : (variants[variant] ?? plain)

const motion = { duration: 180, timingFunction: 'cubic-bezier(0.2, 0, 0, 1)' }
/** The page itself never scrolls, so nothing needs to be locked; locking would inject a <style>. */
const overlay = { lockScroll: false, overlayProps: { backgroundOpacity: 1, color: 'var(--veil)' } }

export const theme = createTheme({
  fontFamily: "'Golos Text Variable', system-ui, sans-serif",
  defaultRadius: 8,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: { root: classes.button, label: classes.label },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 36, variant: 'subtle' },
      classNames: { root: classes.icon },
    }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 36, iconSize: 20 }, classNames: { root: classes.icon } }),
    Checkbox: Checkbox.extend({ defaultProps: { color: 'var(--accent)', iconColor: 'var(--on-accent)', radius: 6 } }),
    TextInput: TextInput.extend({
      classNames: { input: classes.input, label: classes.fieldLabel, error: classes.error },
    }),
    Textarea: Textarea.extend({
      defaultProps: { rows: 3 },
      classNames: { input: classes.textarea, label: classes.fieldLabel, error: classes.error },
    }),
    NativeSelect: NativeSelect.extend({
      classNames: { input: classes.input, label: classes.fieldLabel, error: classes.error },
    }),
    PasswordInput: PasswordInput.extend({
      classNames: { input: classes.input, label: classes.fieldLabel, error: classes.error },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: { root: classes.segments, label: classes.segment, indicator: classes.segmentIndicator },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        radius: 12,
        position: 'bottom-end',
        transitionProps: { transition: 'pop', ...motion },
      },
      classNames: {
        dropdown: classes.dropdown,
        item: classes.menuItem,
        label: classes.menuLabel,
        divider: classes.divider,
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, events: { hover: true, focus: true, touch: false } },
      classNames: { tooltip: classes.tooltip },
    }),
    Drawer: Drawer.extend({
      defaultProps: { ...overlay, position: 'right', transitionProps: motion },
      classNames: {
        header: classes.sheetHeader,
        title: classes.sheetTitle,
        body: classes.sheetBody,
        content: classes.sheet,
      },
    }),
    Modal: Modal.extend({
      defaultProps: { ...overlay, centered: true, radius: 16, transitionProps: { transition: 'pop', ...motion } },
      classNames: {
        header: classes.sheetHeader,
        title: classes.sheetTitle,
        body: classes.sheetBody,
        content: classes.dialog,
      },
    }),
  },
})
