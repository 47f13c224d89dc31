// Own line icons on a 20 px grid, 1.6 px strokes. They repeat what a label says, so they are hidden
// from assistive technology. Their drawings are a picture of their own, web/public/icons.svg: it is
// fetched once and costs the first script nothing.
export type IconName =
  | "home"
  | "mine"
  | "targets"
  | "incentives"
  | "boards"
  | "reports"
  | "data"
  | "settings"
  | "start"
  | "inbox"
  | "search"
  | "plus"
  | "close"
  | "check"
  | "left"
  | "right"
  | "down"
  | "more"
  | "sun"
  | "moon"
  | "language"
  | "out"
  | "file"
  | "upload"
  | "download"
  | "sample"
  | "info"
  | "warn"
  | "clock"
  | "key"
  | "mail"
  | "copy"
  | "trash"
  | "undo"
  | "people"
  | "screen"
  | "arrowUp"
  | "arrowDown"
  | "external"
  | "lock"
  | "eye"
  | "eyeOff"
  | "print";

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 2.4 : 1.6}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <use href={`/icons.svg#${name}`} />
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
