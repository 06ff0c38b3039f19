// The one set of icons: 24 px grid, 1.75 px strokes, drawn for Panoqor. Always beside a label or inside a named control.
import type { ReactNode, SVGProps } from 'react'

type IconProps = SVGProps<SVGSVGElement> & { size?: number }

function icon(children: ReactNode) {
  return function Icon({ size = 20, ...rest }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        {children}
      </svg>
    )
  }
}

export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />)
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />)
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />)
export const MoreIcon = icon(<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth={2.75} />)
export const SearchIcon = icon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.8-4.8" />)
export const SortIcon = icon(<path d="M7 5v14m0 0-3-3m3 3 3-3M14 6h7M14 12h5M14 18h3" />)
export const TrashIcon = icon(
  <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12a1 1 0 0 0 1 1h7.4a1 1 0 0 0 1-1l.8-12M10 11v5M14 11v5" />,
)
export const UndoIcon = icon(<path d="M8.5 14.5 4 10l4.5-4.5M4 10h10a5.5 5.5 0 0 1 0 11h-3" />)
export const RedoIcon = icon(<path d="M15.5 14.5 20 10l-4.5-4.5M20 10H10a5.5 5.5 0 0 0 0 11h3" />)
export const BackIcon = icon(<path d="M15 5.5 8.5 12l6.5 6.5" />)
export const ForwardIcon = icon(<path d="M9 5.5 15.5 12 9 18.5" />)
export const DownIcon = icon(<path d="m6 9.5 6 6 6-6" />)
export const UpIcon = icon(<path d="m6 14.5 6-6 6 6" />)
export const MoveLeftIcon = icon(<path d="M20 12H5m0 0 5.5-5.5M5 12l5.5 5.5" />)
export const MoveRightIcon = icon(<path d="M4 12h15m0 0-5.5-5.5M19 12l-5.5 5.5" />)
export const PointerIcon = icon(<path d="m5.5 4.5 13 6.2-5.6 1.9-2.3 5.7-5.1-13.8Z" />)
/** A door that leads on: the link hotspot. */
export const LinkSpotIcon = icon(<path d="M12 19V6m0 0-5.5 5.5M12 6l5.5 5.5" />)
export const InfoSpotIcon = icon(<path d="M12 11v8M12 5.2h.01" strokeWidth={3.2} />)
export const StartIcon = icon(<path d="M6 21V4M6 5h11.5l-2.5 4 2.5 4H6" />)
export const EyeIcon = icon(
  <>
    <path d="M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12Z" />
    <circle cx="12" cy="12" r="2.6" />
  </>,
)
export const FrameIcon = icon(
  <path d="M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15M12 10.5v3M10.5 12h3" />,
)
export const CompassIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m15.2 8.8-2 4.4-4.4 2 2-4.4 4.4-2Z" />
  </>,
)
export const CopyIcon = icon(
  <>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5.5 15H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v.5" />
  </>,
)
export const OpenIcon = icon(
  <path d="M13.5 4.5h6v6M19.5 4.5l-9 9M10 5.5H6A1.5 1.5 0 0 0 4.5 7v11A1.5 1.5 0 0 0 6 19.5h11a1.5 1.5 0 0 0 1.5-1.5v-4" />,
)
export const CodeIcon = icon(<path d="m8.5 7-5 5 5 5M15.5 7l5 5-5 5" />)
export const LanguageIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.8 12h16.4M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5s1.2-6.2 3.6-8.5Z" />
  </>,
)
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="3.8" />
    <path d="M12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M18.4 5.6l-1.3 1.3M6.9 17.1l-1.3 1.3" />
  </>,
)
export const MoonIcon = icon(<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z" />)
export const ScreenIcon = icon(<path d="M4 5.5h16v10.5H4zM9 20h6M12 16v4" />)
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8.5" r="3.8" />
    <path d="M4.8 20c.8-3.6 3.6-5.3 7.2-5.3s6.4 1.7 7.2 5.3" />
  </>,
)
export const TeamIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.3" />
    <path d="M2.8 19.5c.7-3.2 3-4.7 6.2-4.7s5.5 1.5 6.2 4.7" />
    <path d="M15.5 5.4a3.3 3.3 0 0 1 0 6.2M17.4 15.1c2 .6 3.3 2 3.8 4.4" />
  </>,
)
export const BellIcon = icon(
  <path d="M12 4a5.5 5.5 0 0 0-5.5 5.5c0 5-2 6.5-2 7.5h15c0-1-2-2.5-2-7.5A5.5 5.5 0 0 0 12 4ZM10 20h4" />,
)
export const MailIcon = icon(<path d="M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5" />)
export const SignOutIcon = icon(
  <path d="M10 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h4M15.5 8l4 4-4 4M19.5 12H9.5" />,
)
export const KeyboardIcon = icon(<path d="M3.5 6.5h17v11h-17zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8.5 14h7" />)
export const PauseIcon = icon(<path d="M9 6v12M15 6v12" />)
export const PlayIcon = icon(<path d="M8 5.5v13l10.5-6.5L8 5.5Z" />)
export const RetryIcon = icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15" />)
export const PencilIcon = icon(
  <path d="m14.5 6 3.5 3.5M4.5 19.5l.9-4L15.7 5.2a1.4 1.4 0 0 1 2 0l1.1 1.1a1.4 1.4 0 0 1 0 2L8.5 18.6l-4 .9Z" />,
)
export const PhotoIcon = icon(
  <>
    <rect x="3.5" y="5" width="17" height="14" rx="2" />
    <path d="m4 16.5 4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01" />
  </>,
)
export const UploadIcon = icon(
  <path d="M12 15.5V4.5m0 0L7.5 9M12 4.5 16.5 9M4.5 15.5V18A1.5 1.5 0 0 0 6 19.5h12a1.5 1.5 0 0 0 1.5-1.5v-2.5" />,
)
export const FolderIcon = icon(
  <path d="M3.5 7A1.5 1.5 0 0 1 5 5.5h4l2 2.5h8A1.5 1.5 0 0 1 20.5 9.5v8A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5V7Z" />,
)
export const OfflineIcon = icon(
  <path d="M4 4l16 16M8.6 7.2A6 6 0 0 1 17.8 11a4 4 0 0 1 1.9 6.9M15.5 18H7a4 4 0 0 1-.9-7.9" />,
)
export const WarningIcon = icon(<path d="M12 4 3 19.5h18L12 4ZM12 10v4.5M12 17.2h.01" />)
export const ToursIcon = icon(
  <path d="M12 3.5 19.5 7.5v9L12 20.5 4.5 16.5v-9L12 3.5ZM4.8 7.7 12 11.6l7.2-3.9M12 11.6v8.7" />,
)
export const TextIcon = icon(<path d="M5 6.5h14M5 11h14M5 15.5h9" />)
export const ZoomInIcon = icon(<path d="M12 6v12M6 12h12" />)
export const ZoomOutIcon = icon(<path d="M6 12h12" />)
export const BothWaysIcon = icon(<path d="M4 9h14m0 0-4-4M20 15H6m0 0 4 4" />)
export const HistoryIcon = icon(<path d="M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4.5 9M4.5 4.5V9H9M12 8v4.5l3 1.8" />)

/** A room as a box. */
export const BoxIcon = icon(
  <path d="M4 5.5h16v13H4zM4 5.5l4.5 3.2M20 5.5l-4.5 3.2M4 18.5l4.5-3.2M20 18.5l-4.5-3.2M8.5 8.7h7v6.6h-7z" />,
)
export const PlanIcon = icon(<path d="M4 4.5h16v15H4zM4 13h6.5M10.5 10v9.5M10.5 4.5v2M14 13h6" />)
export const GuidedIcon = icon(
  <>
    <circle cx="6" cy="17.5" r="2.2" />
    <circle cx="18" cy="6.5" r="2.2" />
    <path d="M8.2 17.5h7.3a3 3 0 0 0 0-6h-7a2.6 2.6 0 0 1 0-5h7.3" />
  </>,
)
export const LookIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5v17M12 8l7.4-.1M12 12.5h8.4M12 17l6.3-.1" />
  </>,
)
export const CommentIcon = icon(<path d="M4.5 5.5h15v10.5h-8L7 20v-4H4.5V5.5ZM8.5 9.5h7M8.5 12.5h4.5" />)
export const ContactIcon = icon(
  <path d="M5.5 4.5h3l1.6 4-2 1.6a11 11 0 0 0 5.8 5.8l1.6-2 4 1.6v3a1.3 1.3 0 0 1-1.4 1.3A15 15 0 0 1 4.2 5.9a1.3 1.3 0 0 1 1.3-1.4Z" />,
)
export const HomeIcon = icon(<path d="m3.5 11.5 8.5-7 8.5 7M6 9.8v9.7h12V9.8M10 19.5V14h4v5.5" />)
export const LayersIcon = icon(
  <path d="m12 4 8.5 4.5L12 13 3.5 8.5 12 4ZM3.5 12l8.5 4.5 8.5-4.5M3.5 15.5 12 20l8.5-4.5" />,
)
export const RulerIcon = icon(<path d="M3.5 15.5 15.5 3.5l5 5-12 12-5-5ZM7 12l2 2M10 9l2.5 2.5M13 6l2 2" />)
export const StopIcon = icon(<path d="M7 7h10v10H7z" />)
export const GripIcon = icon(<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" strokeWidth={2.5} />)

export const VideoIcon = icon(
  <>
    <rect x="3.5" y="5.5" width="17" height="13" rx="2" />
    <path d="m10.5 9.2 4.5 2.8-4.5 2.8V9.2Z" />
  </>,
)
export const SoundIcon = icon(
  <path d="M4.5 9.5v5h3l4.5 4v-13l-4.5 4h-3ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
)
export const CaptionsIcon = icon(
  <>
    <rect x="3.5" y="5.5" width="17" height="13" rx="2" />
    <path d="M7 12h5M14.5 12H17M7 15h2.5M12 15h5" />
  </>,
)
/** Several pictures, one behind the other. */
export const GalleryIcon = icon(
  <>
    <rect x="3.5" y="8" width="14" height="11.5" rx="2" />
    <path d="M7 5h11.5A2 2 0 0 1 20.5 7v8.5M4 17l3.5-3.5 3 3 2-2 4.5 4.5" />
  </>,
)
export const RegionIcon = icon(
  <>
    <path d="M6 7.5 17.5 5.5l1.5 11.5-11 2L6 7.5Z" strokeDasharray="2.6 2.9" />
    <path d="M6 7.5h.01M17.5 5.5h.01M19 17h.01M8 19h.01" strokeWidth={3.4} />
  </>,
)
/** A picture on a wall, seen from the side. */
export const FlatIcon = icon(<path d="M5 6.5 19 4v16L5 17.5v-11ZM8.5 14.5l3-3.5 4.5 5.5" />)

/** The mark: a horizon inside a turned cube. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path d="M16 2.5 28 9.2v13.6L16 29.5 4 22.8V9.2L16 2.5Z" fill="var(--accent)" />
      <path d="M4 16.8c4-2.6 8-3.9 12-3.9s8 1.3 12 3.9v6L16 29.5 4 22.8v-6Z" fill="var(--on-accent)" opacity=".22" />
      <circle cx="16" cy="13" r="3.2" fill="var(--gold)" />
    </svg>
  )
}
export const KeyIcon = icon(<path d="M14.5 13.5a5 5 0 1 0-4-4l-6.5 6.5v4h4v-2.5h2.5V15h2l2-1.5ZM16 8.2h.01" />)
export const DownloadIcon = icon(
  <path d="M12 4.5v10m0 0 4-4m-4 4-4-4M5 16.5v2A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5v-2" />,
)
export const PrintIcon = icon(
  <path d="M7.5 9V4h9v5M7.5 17H5a1 1 0 0 1-1-1v-5.5A1.5 1.5 0 0 1 5.5 9h13A1.500 1.500 0 0 1 20 10.500V16a1 1 0 0 1-1 1h-2.5M7.5 14h9v6h-9z" />,
)
export const PhoneIcon = icon(
  <path d="M8.5 3h7A1.500 1.500 0 0 1 17 4.500v15a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 7 19.500v-15A1.500 1.500 0 0 1 8.500 3ZM11 18h2" />,
)
export const ComputerIcon = icon(
  <path d="M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8.500 20h7M12 16v4" />,
)
