import type { CreditRole } from "../../workers/crediting/rule.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { Choices, Names, Span } from "./model.ts";

/** How ids are called: by a list's own names, or by what could be chosen. */
export type Called = (id: string) => string;

export function calledIn({ units, people, metrics }: Names): Called {
  const names = new Map(
    [...units, ...people, ...metrics].map(({ id, name, nameEn }) => [
      id,
      language.value === "en" && nameEn ? nameEn : name,
    ]),
  );
  return (id) => names.get(id) ?? id;
}

export function calledBy(choices: Choices | null): Called {
  const all = choices ? [...choices.units, ...choices.people, ...choices.metrics] : [];
  const names = new Map(
    all.map(({ value, label, labelEn }) => [
      value,
      (language.value === "en" ? labelEn : label).trim(),
    ]),
  );
  return (id) => names.get(id) ?? id;
}

/** A dimension as readers call it; the company's own by its own name. */
export function dimName(name: string): string {
  return words("crediting").dims[name] ?? name;
}

type Said = Pick<Span, "when" | "gives">;

/** A rule as one sentence, in the reader's language. */
export function sentenceOf({ when, gives }: Said, called: Called): string {
  const w = words("crediting").sentence;
  const { or } = words("crediting");
  const names = (ids: readonly string[]) => ids.map(called).join(or);
  const parts = [
    ...(when.units.length > 0 ? [w.units(names(when.units))] : []),
    ...(when.positions.length > 0 ? [w.positions(when.positions.join(or))] : []),
    ...(when.people.length > 0 ? [w.people(names(when.people))] : []),
    ...(when.metrics.length > 0 ? [w.metrics(names(when.metrics))] : []),
    ...when.dims.map(({ name, values }) => w.dim(dimName(name), values.join(or))),
  ];
  const start = parts.length === 0 ? w.all : w.when(parts.join(w.and));
  const direct = gives.filter(({ role }) => role === "direct");
  const beside = gives.filter(({ role }) => role !== "direct");
  const said = [
    ...(direct.length > 0 ? [w.direct(partsOf(direct, called))] : []),
    ...(beside.length > 0 ? [w.beside(partsOf(beside, called))] : []),
  ];
  const colon = language.value === "zh" ? "：" : ": ";
  return start + colon + said.join(w.join) + w.stop;
}

function partsOf(gives: Span["gives"], called: Called): string {
  const w = words("crediting");
  return gives
    .map(({ to, role, share }) => {
      const who =
        to.kind === "participant"
          ? w.who.participant
          : to.kind === "manager"
            ? (w.who.manager[to.level] ?? "")
            : called(to.person);
      const text = shareShown(share);
      return role === "direct"
        ? w.sentence.part(who, text)
        : w.sentence.partRole(who, text, w.role[role]);
    })
    .join(w.comma);
}

/** "0.3" and "30%" are both read as 30%; a fraction stays one. */
export function shareShown(share: string): string {
  const decimal = /^(\d+)(?:\.(\d{1,12}))?$/.exec(share.trim());
  if (!decimal) return share;
  const places = (decimal[2] ?? "").padEnd(2, "0");
  const whole = `${decimal[1] ?? ""}${places.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = places.slice(2).replace(/0+$/, "");
  return `${whole}${rest === "" ? "" : `.${rest}`}%`;
}

type Credit = { readonly person: string; readonly role: CreditRole; readonly share: string };

/** "Wu 50%, Zhao 30% (overlay)". */
export function creditsText(credits: readonly Credit[], called: Called): string {
  const w = words("crediting");
  return credits
    .map(({ person, role, share }) =>
      role === "direct"
        ? w.sentence.part(called(person), shareShown(share))
        : w.sentence.partRole(called(person), shareShown(share), w.role[role]),
    )
    .join(w.comma);
}
