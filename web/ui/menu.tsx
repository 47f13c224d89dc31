import type { ComponentChildren, TargetedKeyboardEvent, TargetedToggleEvent } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly hint?: string;
  readonly danger?: boolean;
  readonly checked?: boolean;
  /** Either goes somewhere or does something. */
  readonly href?: string;
  readonly onChoose?: () => void;
};

type MenuProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What the button shows; three dots when absent. */
  readonly children?: ComponentChildren;
  readonly kind?: "plain" | "quiet";
  readonly size?: "s" | "m";
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A button with a list of actions in the top layer: arrow keys move, Escape and outside close. */
export function Menu({ label, items, children, kind = "quiet", size = "m" }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const entries = () => [
    ...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []),
  ];
  const onToggle = (event: TargetedToggleEvent<HTMLDivElement>) => {
    setOpen(event.newState === "open");
    if (event.newState !== "open" || !list.current || !button.current) return;
    place(list.current, button.current.getBoundingClientRect());
    entries()[0]?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = entries();
    const at = all.findIndex((each) => each === document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  const choose = (item: MenuItem) => {
    list.current?.hidePopover();
    item.onChoose?.();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={classes("btn", `btn-${kind}`, `btn-${size}`, children === undefined && "btn-icon")}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={children === undefined ? label : undefined}
        title={label}
        popovertarget={`${id}-menu`}
      >
        {children ?? <Icon name="more" />}
      </button>
      <div
        ref={list}
        id={`${id}-menu`}
        popover="auto"
        role="menu"
        class="menu"
        aria-label={label}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <Entry key={item.id} item={item} choose={choose} />
        ))}
      </div>
    </>
  );
}

function Entry({ item, choose }: { item: MenuItem; choose: (item: MenuItem) => void }) {
  const look = classes("menu-item", item.danger && "menu-danger");
  const inside = (
    <>
      {item.checked !== undefined ? (
        <span class="menu-check">{item.checked && <Icon name="check" size={16} />}</span>
      ) : (
        item.icon && <Icon name={item.icon} size={16} />
      )}
      <span class="menu-text">{item.label}</span>
      {item.hint && <span class="menu-hint">{item.hint}</span>}
    </>
  );
  if (item.href !== undefined)
    return (
      <a class={look} role="menuitem" href={item.href} onClick={() => choose(item)} tabIndex={-1}>
        {inside}
      </a>
    );
  return (
    <button
      type="button"
      class={look}
      role={item.checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={item.checked}
      tabIndex={-1}
      onClick={() => choose(item)}
    >
      {inside}
    </button>
  );
}

/** Below the button and inside the window; anchor positioning is not in every phone's browser yet. */
function place(list: HTMLElement, at: DOMRect): void {
  const { width, height } = list.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - width - 8);
  const below = at.bottom + 4;
  const top = below + height > window.innerHeight - 8 ? at.top - height - 4 : below;
  list.style.left = `${Math.max(8, left)}px`;
  list.style.top = `${Math.max(8, top)}px`;
}
