import { useLocation } from "preact-iso/router";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { NavItem } from "./frame.ts";
import { loadPlaces, places, type Place } from "./places.ts";

type Hit = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly href: string;
};
type PaletteProps = { readonly nav: readonly NavItem[]; readonly onClose: () => void };

/** More than a screenful is not read: typing one letter more is quicker. */
const HITS_MAX = 12;

/** Type, arrow, Enter: a way to any page, team or person without the mouse. */
export function Palette({ nav, onClose }: PaletteProps) {
  const w = words("common");
  const id = useId();
  const { route } = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const hits = [...pageHits(nav, text), ...placeHits(text)].slice(0, HITS_MAX);
  const chosen = hits[Math.min(at, hits.length - 1)];
  useEffect(() => {
    dialog.current?.showModal();
    void loadPlaces();
  }, []);
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
        <kbd>Esc</kbd>
      </div>
      <ul class="palette-list" role="listbox" id={`${id}-list`} aria-label={w.palette}>
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
            <span class="menu-hint">{hit.hint}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && (
        <p class="palette-none" role="status">
          {w.paletteEmpty}
        </p>
      )}
    </dialog>
  );
}

function pageHits(nav: readonly NavItem[], text: string): readonly Hit[] {
  const { nav: names, palettePages } = words("common");
  return nav
    .filter(({ name, path }) => matches(text, names[name], path))
    .map(({ path, name, icon }) => ({
      ...{ id: name, label: names[name], icon, href: path },
      hint: text === "" ? "" : palettePages,
    }));
}

/** People and teams only once something is typed: a list of everybody helps nobody. */
function placeHits(text: string): readonly Hit[] {
  const w = words("common");
  if (text.trim() === "") return [];
  const shown = ({ name, nameEn }: Place) => (language.value === "en" ? (nameEn ?? name) : name);
  return places.value
    .filter(({ name, nameEn }) => matches(text, name, nameEn ?? ""))
    .map((place) => ({
      id: place.id,
      label: shown(place),
      hint: place.kind === "unit" ? w.paletteUnits : (place.of ?? w.palettePeople),
      icon: place.kind === "unit" ? "people" : "mine",
      href: place.kind === "unit" ? `/reports?unit=${place.id}` : `/mine?person=${place.id}`,
    }));
}

/** Any part of a name, or the first letters of its words: "ly" finds Li Yan. */
function matches(text: string, ...names: readonly string[]): boolean {
  const wanted = text.trim().toLowerCase();
  return names.some((name) => {
    const lower = name.toLowerCase();
    const initials = lower.replace(/(\p{L})\p{L}*[^\p{L}]*/gu, "$1");
    return lower.includes(wanted) || (wanted.length > 1 && initials.startsWith(wanted));
  });
}
