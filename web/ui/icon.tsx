// Own line icons on a 20 px grid, 1.6 px strokes. They repeat what a label says, so they are hidden
// from assistive technology.
const PATHS = {
  home: "M3.5 9.2 10 3.5l6.5 5.7V16a.9.9 0 0 1-.9.9h-3.4v-4.6H7.8v4.6H4.4a.9.9 0 0 1-.9-.9z",
  mine: "M10 9.6a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2zM3.8 16.8c.7-3 3.2-4.6 6.2-4.6s5.5 1.6 6.2 4.6",
  targets:
    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM10 10h.01",
  boards: "M3.5 16.5v-5h4v5zm4.5 0v-12h4v12zm4.5 0v-8h4v8z",
  reports: "M3.5 3.5v13h13M6.5 12.5l3-3.4 2.6 2.2 4.1-5",
  data: "M10 7.6c3.6 0 6-1 6-2.1s-2.4-2.1-6-2.1-6 1-6 2.1 2.4 2.1 6 2.1zM4 5.5V10c0 1.2 2.4 2.1 6 2.1s6-.9 6-2.1V5.5M4 10v4.5c0 1.2 2.4 2.1 6 2.1s6-.9 6-2.1V10",
  settings:
    "M3.5 6h7.5M14.8 6h1.7M3.5 14h1.7M9 14h7.5M12.9 7.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8zM7.1 15.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z",
  start:
    "M10 3.2v3M10 13.8v3M3.2 10h3M13.8 10h3M5.2 5.2l2.1 2.1M12.7 12.7l2.1 2.1M14.8 5.2l-2.1 2.1M7.3 12.7l-2.1 2.1",
  inbox:
    "M3.5 11.5 5.4 4.6a1 1 0 0 1 1-.7h7.2a1 1 0 0 1 1 .7l1.9 6.9v3.7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1zM3.5 11.5h3.7l1 2h3.6l1-2h3.7",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.8 3.8",
  plus: "M10 4.5v11M4.5 10h11",
  close: "m5.5 5.5 9 9m0-9-9 9",
  check: "m4.5 10.5 3.6 3.7 7.4-8.4",
  left: "m12 4.8-5.2 5.2 5.2 5.2",
  right: "m8 4.8 5.2 5.2-5.2 5.2",
  down: "m4.8 7.6 5.2 5.2 5.2-5.2",
  more: "M4.8 10h.01M10 10h.01M15.2 10h.01",
  sun: "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.8v1.6M10 15.6v1.6M2.8 10h1.6M15.6 10h1.6M4.9 4.9 6 6M14 14l1.1 1.1M15.1 4.9 14 6M6 14l-1.1 1.1",
  moon: "M16.4 11.8A6.7 6.7 0 0 1 8.2 3.6a6.7 6.7 0 1 0 8.2 8.2z",
  language:
    "M3.5 5.5h7M7 3.8v1.7M9.3 5.5c-.5 3-2.6 5.2-5.4 6.3M5.2 8c.8 1.7 2.3 3 4.2 3.7M9.8 16.5l3.2-7.6 3.2 7.6M10.9 14h4.2",
  out: "M8 3.8H4.7a.9.9 0 0 0-.9.9v10.6a.9.9 0 0 0 .9.9H8M12.8 13.4l3.4-3.4-3.4-3.4M16 10H8.2",
  file: "M5.2 3.5h6L15.5 7.8v8.2a.7.7 0 0 1-.7.7H5.2a.7.7 0 0 1-.7-.7V4.2a.7.7 0 0 1 .7-.7zM11 3.7V8h4.3",
  upload: "M10 13V4.2M6.6 7.4 10 4l3.4 3.4M3.8 13v2.4a1 1 0 0 0 1 1h10.4a1 1 0 0 0 1-1V13",
  download: "M10 4v8.8M6.6 9.6 10 13l3.4-3.4M3.8 13v2.4a1 1 0 0 0 1 1h10.4a1 1 0 0 0 1-1V13",
  sample: "M4 16 16 4M4 10.5 10.5 4M9.5 16 16 9.5",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.4v4M10 6.7h.01",
  warn: "M10 3.6 17 16H3zM10 8.6v3.2M10 13.9h.01",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.6 1.8",
  key: "M12.6 10.4a3.5 3.5 0 1 0-3.3-2.3L3.5 13.9v2.6h2.6v-1.8h1.8v-1.8h1.8l1.6-1.6M13.2 6.8h.01",
  mail: "M3.5 5.2h13v9.6h-13zM3.8 5.6 10 10.6l6.2-5",
  copy: "M7.2 7.2h8.6v8.6H7.2zM4.2 12.8V4.2h8.6",
  trash: "M4 5.8h12M8 5.6V3.8h4v1.8M5.6 5.8l.7 10.4h7.4l.7-10.4M8.5 8.8v4.6M11.5 8.8v4.6",
  undo: "M7.2 4.5 3.8 7.9l3.4 3.4M4 7.9h7.7a4.3 4.3 0 0 1 0 8.6H8.5",
  people:
    "M7.5 9.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.6 16c.5-2.5 2.5-3.8 4.9-3.8s4.4 1.3 4.9 3.8M13 4.3a2.6 2.6 0 0 1 0 5M14.6 12.4c1.6.5 2.6 1.8 2.9 3.6",
  screen: "M3 4.2h14v9H3zM7.5 16.6h5M10 13.4v3",
  arrowUp: "M10 15.5v-11M5.5 9 10 4.5 14.5 9",
  arrowDown: "M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5",
  external:
    "M11.5 4h4.5v4.5M15.8 4.2 9.5 10.5M14 11.5v4a.8.8 0 0 1-.8.8H4.8a.8.8 0 0 1-.8-.8V6.8a.8.8 0 0 1 .8-.8h4",
  lock: "M5 9h10v7.5H5zM7.2 9V6.6a2.8 2.8 0 0 1 5.6 0V9",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 2.4 : 1.6}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a line that runs through a ring. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" stroke-linecap="round">
        <path d="M6 22c5 0 7-2 9-6s4-6 11-6" stroke-width="2.6" />
        <circle cx="16" cy="14.6" r="5.4" stroke-width="2.2" />
      </g>
    </svg>
  );
}
