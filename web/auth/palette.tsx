import { useLocation } from "preact-iso/router";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { NavItem } from "./frame.ts";

type Hit = {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly href: string;
};

/** Type, arrow, Enter: a way to any page without the mouse. */
export function Palette({ nav, onClose }: { nav: readonly NavItem[]; onClose: () => void }) {
  const w = words("common");
  const id = useId();
  const { route } = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const hits = pageHits(nav, text);
  const chosen = hits[Math.min(at, hits.length - 1)];
  useEffect(() => dialog.current?.showModal(), []);
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    route(hit.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(chosen);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const by = event.key === "ArrowDown" ? 1 : -1;
    setAt((now) => (now + by + hits.length) % Math.max(1, hits.length));
  };
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={w.palette}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="palette-top">
        <Icon name="search" />
        <input
          class="palette-input"
          role="combobox"
          aria-label={w.paletteHint}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          placeholder={w.paletteHint}
          value={text}
          ref={(element) => element?.focus()}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul class="palette-list" role="listbox" id={`${id}-list`} aria-label={w.palettePages}>
        {hits.map((hit) => (
          <li
            key={hit.id}
            id={`${id}-${hit.id}`}
            class="menu-item"
            role="option"
            aria-selected={hit === chosen}
            onClick={() => go(hit)}
          >
            <Icon name={hit.icon} />
            <span class="menu-text">{hit.label}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p class="palette-none">{w.paletteEmpty}</p>}
    </dialog>
  );
}

function pageHits(nav: readonly NavItem[], text: string): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  const names = words("common").nav;
  return nav
    .map(({ path, name, icon }) => ({ id: name, label: names[name], icon, href: path }))
    .filter(({ label, href }) => label.toLowerCase().includes(wanted) || href.includes(wanted));
}
