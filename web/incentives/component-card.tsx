import type { ComponentChildren } from "preact";
import type { ComponentJson } from "../../workers/incentives/plan-document.ts";
import type { ToldPart } from "../../workers/incentives/sentences/plan.ts";
import type { Json } from "../../workers/incentives/sentences/sentence.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { placeOf } from "../ui/place.ts";
import type { Asked } from "./asked.ts";
import { useAskedHere } from "./asked-here.ts";
import { type BuilderModel, placesIn } from "./builder-model.ts";
import { added, freeKey, moved, oneMore, removed } from "./edit.ts";
import { kindName, rulesFor, withRule } from "./new-component.ts";
import { placeText } from "./payout-words.ts";
import type { Edit } from "./piece-field.tsx";
import { PartSentences, PlaceLine } from "./sentences.tsx";

/** What the sentences of a draft can do: everything goes through the model, so everything is undone. */
export function editOf(model: BuilderModel): Edit {
  const w = words("builder");
  return {
    number: model.setNumber,
    put: model.set,
    isWrong: (pointer) =>
      model.places.value.some((place) => place.kind !== "unchosen" && place.pointer === pointer),
    optionsOf: (pointer) => (pointer.endsWith("/board") ? model.boards.value : null),
    placesOf: (sentence) => placesIn(model.places.value, sentence),
    mayRemove: model.canRemove,
    remove: model.remove,
    words: {
      field: w.field,
      remove: w.removeSentence,
      removeShort: w.remove,
      choose: w.choose,
      byDefault: w.byDefault,
      place: (place) => placeText(place, w),
    },
  };
}

type CardProps = {
  readonly model: BuilderModel;
  readonly part: ToldPart;
  readonly at: number;
  readonly asked: Asked | null;
  readonly onDocument: (pointer: string) => void;
};

/** One component: its name, its sentences, what can be added to it, and its place among the others. */
export function ComponentCard({ model, part, at, asked, onDocument }: CardProps) {
  const w = words("builder");
  const plan = model.plan.value;
  const component = plan.components[at];
  if (!component) return null;
  const name = component.name[language.value];
  const kind = kindName(component.kind)[language.value];
  const last = plan.components.length - 1;
  const move = (to: number) => model.change(moved(plan, "/components", at, to));
  const items: readonly MenuItem[] = [
    ...(at > 0
      ? [{ id: "up", label: w.up, icon: "arrowUp" as const, onChoose: () => move(at - 1) }]
      : []),
    ...(at < last
      ? [{ id: "down", label: w.down, icon: "arrowDown" as const, onChoose: () => move(at + 1) }]
      : []),
    {
      id: "copy",
      label: w.duplicate,
      icon: "copy",
      onChoose: () => model.change(duplicated(model, component)),
    },
    {
      id: "document",
      label: w.asDocument,
      icon: "file",
      onChoose: () => onDocument(part.pointer),
    },
    {
      id: "remove",
      label: w.removeComponent,
      icon: "trash",
      danger: true,
      onChoose: () => model.change(removed(plan, "/components", at)),
    },
  ];
  return (
    <section class="plan-card" aria-label={name}>
      <header class="plan-card-head">
        <input
          class="plan-name"
          value={name}
          aria-label={w.componentName}
          onInput={(event) =>
            model.set(`${part.pointer}/name/${language.value}`, event.currentTarget.value)
          }
        />
        {kind !== name && <span class="plan-kind">{kind}</span>}
        <Menu label={w.more(name)} items={items} size="s" />
      </header>
      <PartBody model={model} part={part} asked={asked}>
        <RuleMenu
          label={w.addRule}
          items={rulesFor(component).map((rule) => ({
            id: rule,
            label: w.rules[rule],
            onChoose: () => model.change(withRule(plan, part.pointer, rule)),
          }))}
        />
      </PartBody>
    </section>
  );
}

function duplicated(model: BuilderModel, component: ComponentJson) {
  const plan = model.plan.value;
  // A component of a document is JSON; the copy has a key of its own.
  const keys = plan.components as unknown as Json[];
  const copy = { ...component, key: freeKey(keys, component.key) } as unknown as Json;
  return added(plan, "/components", copy);
}

type BodyProps = {
  readonly model: BuilderModel;
  readonly part: ToldPart;
  readonly asked: Asked | null;
  readonly children?: ComponentChildren;
};

/** Sentences with their fields, one more of each list, and what is wrong that no sentence holds. */
export function PartBody({ model, part, asked, children }: BodyProps) {
  const w = words("builder");
  const edit = editOf(model);
  const told = part.sentences.flatMap((sentence) => placesIn(model.places.value, sentence));
  const elsewhere = model.places.value.filter(
    (place) =>
      !told.includes(place) && isWithin(place.pointer, part.pointer) && part.pointer !== "",
  );
  const adds: Readonly<Record<string, string>> = w.adds;
  const isAsked = asked?.part === part && asked.sentence === null;
  const here = useAskedHere(isAsked);
  return (
    <div
      ref={here}
      class={classes("plan-card-body", isAsked && "is-asked")}
      tabIndex={isAsked ? -1 : undefined}
    >
      <PartSentences
        part={part}
        asked={asked?.sentence ?? null}
        edit={edit}
        fineLabel={w.fine}
        after={(list) => {
          const label = adds[list.split("/").at(-1) ?? ""];
          return (
            label !== undefined && (
              <Button
                kind="quiet"
                size="s"
                icon="plus"
                onClick={() => model.change(oneMore(model.plan.value, list))}
              >
                {label}
              </Button>
            )
          );
        }}
      />
      {elsewhere.map((place) => (
        <PlaceLine
          key={place.pointer + place.kind}
          place={place}
          text={placeOf(place.pointer.slice(part.pointer.length)) + edit.words.place(place)}
        />
      ))}
      {children}
    </div>
  );
}

export function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

type RuleMenuProps = {
  readonly label: string;
  readonly items: readonly { id: string; label: string; onChoose: () => void }[];
  readonly primary?: boolean;
  readonly sign?: string;
};

export function RuleMenu({ label, items, primary, sign = "＋" }: RuleMenuProps) {
  if (items.length === 0) return null;
  return (
    <div class={classes("plan-add", primary && "plan-add-component")}>
      <Menu label={label} items={items} kind={primary ? "plain" : "quiet"} size="s">
        {`${sign} ${label}`}
      </Menu>
    </div>
  );
}
