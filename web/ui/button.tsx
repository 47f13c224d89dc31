import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";
type Look = {
  /** One primary action a view; `plain` otherwise; `quiet` in toolbars; `danger` for what cannot be undone. */
  readonly kind?: ButtonKind;
  readonly size?: "s" | "m" | "l";
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
};

type ButtonProps = Look & {
  /** Waiting for the server: it stays focusable and says so, and does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly type?: "button" | "submit";
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  /** Needed when there is only an icon. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly id?: string;
  readonly class?: string;
};

function look({ kind = "plain", size = "m", wide, icon, children }: Look, extra?: string) {
  const only = icon !== undefined && children === undefined;
  return classes(
    "btn",
    `btn-${kind}`,
    `btn-${size}`,
    wide && "btn-wide",
    only && "btn-icon",
    extra,
  );
}

export function Button(props: ButtonProps) {
  const { busy = false, type = "button", icon, children, onClick, kind } = props;
  // The second click of a double click would land on whatever the first one has put in its place.
  const isOnce = kind === "primary" || kind === "danger";
  return (
    <button
      type={type}
      id={props.id}
      class={look(props, props.class)}
      disabled={props.disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-label={props.label}
      title={children === undefined ? props.label : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      onClick={(event) => {
        if (busy || (isOnce && event.detail > 1)) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span class="spin" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children !== undefined && <span class="btn-text">{children}</span>}
    </button>
  );
}

type LinkProps = Look & {
  readonly href: string;
  readonly label?: string;
  readonly download?: string | boolean;
  readonly newTab?: boolean;
};

/** Looks like a button and goes somewhere. */
export function ButtonLink(props: LinkProps) {
  const { icon, children } = props;
  return (
    <a
      href={props.href}
      class={look(props)}
      aria-label={props.label}
      download={props.download}
      target={props.newTab ? "_blank" : undefined}
      rel={props.newTab ? "noopener" : undefined}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span class="btn-text">{children}</span>}
    </a>
  );
}
