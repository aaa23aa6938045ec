const PATHS = {
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  clip: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1L13 4.3a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  search: 'M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM16 16l4.5 4.5',
  pencil: 'M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8 18.5z',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  chevron: 'M9 6l6 6-6 6',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4.5H15',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  zoom: 'M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5',
  tools: 'M4 6h9M17 6h3M4 12h3M11 12h9M4 18h9M17 18h3M15 4v4M9 10v4M15 16v4',
  down: 'M12 5v14M6 13l6 6 6-6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  reuse: 'M4 12h11M11 7l5 5-5 5M20 5v14',
  alert: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.3',
  TEXT: 'M5 6h14M5 11h14M5 16h9',
  IMAGE: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.2v.1',
  AUDIO: 'M5 10v4M9 6.5v11M13 9v6M17 4.5v15M21 10v4',
  VIDEO: 'M3.5 6h12v12h-12zM15.5 10.5L20.5 7v10l-5-3.5',
  BOXES: 'M4 4h9v9H4zM10.5 10.5H20V20h-9.5z',
  MASK: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  LABELS: 'M4 5h8l8 7-8 7H4zM8 12v.1',
  EMBEDDING: 'M6 6v.1M12 6v.1M18 6v.1M6 12v.1M12 12v.1M18 12v.1M6 18v.1M12 18v.1M18 18v.1',
  TABLE: 'M4 5h16v14H4zM4 10h16M10 5v14',
  PENDING: 'M12 20a8 8 0 1 1 0-16 8 8 0 0 1 0 16zM12 8v4.3l2.6 1.7',
  RUNNING: 'M12 4a8 8 0 1 1-8 8',
  RETRYING: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4.5H15',
  SUCCEEDED: 'M5 12.5l4.5 4.5L19 7.5',
  FAILED: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  SKIPPED: 'M5 7l6 5-6 5zM13 7l6 5-6 5z',
  CANCELLED: 'M12 20a8 8 0 1 1 0-16 8 8 0 0 1 0 16zM6.5 6.5l11 11',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words that say the same; it is hidden from screen readers. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      className={`icon icon-${name} ${className}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
