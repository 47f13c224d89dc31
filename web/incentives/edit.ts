import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import { sharesOf } from "../../workers/incentives/ratio-list.ts";
import type { Json } from "../../workers/incentives/sentences/sentence.ts";
import { formatRate, parseRate } from "../../workers/lib/rate.ts";

/** Changes of a plan document. Each gives another document; what is not touched is the same object. */

type Node = Json | undefined;

/** Another value at a JSON pointer; `undefined` takes the field away. Missing objects are made. */
export function put(plan: PlanJson, pointer: string, value: Json | undefined): PlanJson {
  // The pointer was made from this document, so what it leads to has the document's own shape.
  return placed(plan as unknown as Json, pointer.split("/").slice(1), value) as unknown as PlanJson;
}

function placed(of: Node, [key, ...rest]: readonly string[], value: Node): Node {
  if (key === undefined) return value;
  if (isList(of)) {
    const next = of.map((each, at) => (String(at) === key ? placed(each, rest, value) : each));
    return next.filter((each): each is Json => each !== undefined);
  }
  const record = isRecord(of) ? of : {};
  const next = placed(record[key], rest, value);
  const { [key]: _, ...others } = record;
  if (next === undefined) return others;
  return key in record
    ? Object.fromEntries(
        Object.entries(record).map(([name, each]) => [name, name === key ? next : each]),
      )
    : { ...record, [key]: next };
}

function isList(of: Node): of is readonly Json[] {
  return Array.isArray(of);
}

function isRecord(of: Node): of is { readonly [key: string]: Json | undefined } {
  return typeof of === "object" && of !== null && !isList(of);
}

/** What stands at a pointer, or undefined. */
export function valueAt(plan: PlanJson, pointer: string): Node {
  return pointer
    .split("/")
    .slice(1)
    .reduce<Node>(
      (of, key) => (isList(of) ? of[Number(key)] : isRecord(of) ? of[key] : undefined),
      plan as unknown as Json,
    );
}

export function listAt(plan: PlanJson, pointer: string): readonly Json[] {
  const found = valueAt(plan, pointer);
  return isList(found) ? found : [];
}

/** The bound of the neighbouring tier that is the same number, or null: both move together. */
export function twinOf(plan: PlanJson, pointer: string): string | null {
  const parts = /^(\/components\/\d+\/tiers\/)(\d+)\/(from|until)$/.exec(pointer);
  if (!parts) return null;
  const [, before = "", index = "", side] = parts;
  const twin =
    side === "until" ? `${before}${Number(index) + 1}/from` : `${before}${Number(index) - 1}/until`;
  const exists = valueAt(plan, twin);
  return exists === undefined || exists === null ? null : twin;
}

/** A number of a sentence; a tier's bound takes its neighbour's with it. */
export function putNumber(plan: PlanJson, pointer: string, value: string | number): PlanJson {
  const twin = twinOf(plan, pointer);
  const changed = put(plan, pointer, value);
  return twin ? put(changed, twin, value) : changed;
}

/** A ratio list typed where one share of several stands: "1:1:1" is the shares of all of them. */
export function putShares(plan: PlanJson, pointer: string, text: string): PlanJson | null {
  const [, list = "", field] = /^(.*)\/\d+\/(weight|share)$/.exec(pointer) ?? [];
  const shares = field === undefined ? null : sharesOf(text);
  if (!shares || shares.length !== listAt(plan, list).length) return null;
  const bare = put(
    plan,
    list.replace(/(kpis|parts)$/, field === "weight" ? "weights" : "shares"),
    undefined,
  );
  return shares.reduce((made, share, at) => put(made, `${list}/${at}/${field}`, share), bare);
}

/** Whether one of a list may go: something must stay where the contract wants at least one. */
export function mayRemove(plan: PlanJson, list: string): boolean {
  const isNeeded = /\/(tiers|points|kpis|places|prizes|rows)$/.test(list);
  return !isNeeded || listAt(plan, list).length > 1;
}

/** Without one of a list; the tiers beside it close the gap, an optional list that is empty goes. */
export function removed(plan: PlanJson, list: string, at: number): PlanJson {
  const rest = listAt(plan, list).filter((_, index) => index !== at);
  if (rest.length === 0 && list !== "/components" && list !== "/metrics")
    return put(plan, list.endsWith("/parts") ? list.replace(/\/parts$/, "") : list, undefined);
  return put(plan, list, list.endsWith("/tiers") ? closed(rest, at) : rest);
}

function closed(tiers: readonly Json[], at: number): Json[] {
  return tiers.map((tier, index) => {
    if (!isRecord(tier)) return tier;
    const [above, below] = [tiers[at], tiers[at - 1]];
    // What was removed in the middle is given to the tier below; the first begins at 0.
    if (index === at - 1)
      return { ...tier, until: isRecord(above) ? (above["from"] ?? null) : null };
    if (index === at && !below) return { ...tier, from: "0" };
    return tier;
  });
}

/** From one place of a list to another. */
export function moved(plan: PlanJson, list: string, from: number, to: number): PlanJson {
  const items = [...listAt(plan, list)];
  const [taken] = items.splice(from, 1);
  if (taken === undefined || to < 0 || to > items.length) return plan;
  items.splice(to, 0, taken);
  return put(plan, list, items);
}

export function added(plan: PlanJson, list: string, item: Json): PlanJson {
  return put(plan, list, [...listAt(plan, list), item]);
}

/** One more of a list, made after the last of it. */
export function oneMore(plan: PlanJson, list: string): PlanJson {
  const items = listAt(plan, list);
  const last = items.at(-1);
  const name = list.split("/").at(-1) ?? "";
  if (name === "tiers" && isRecord(last)) return put(plan, list, withTier(items, last));
  if (name === "points" && isRecord(last))
    return added(plan, list, {
      ...last,
      at: raised(last["at"], "20%", "10"),
      pays: raised(last["pays"], "20%", "20%"),
    });
  if (name === "kpis" && isRecord(last)) {
    const key = freeKey(items, "kpi");
    return added(plan, list, {
      ...last,
      key,
      weight: "0%",
      name: { zh: `指标 ${items.length + 1}`, en: `KPI ${items.length + 1}` },
    });
  }
  if ((name === "places" || name === "prizes") && typeof last === "string")
    return added(plan, list, halved(last));
  if (name === "parts") return added(plan, list, { share: "0%", on: { months: 3 } });
  if (name === "filters") return added(plan, list, { dimension: "product", values: ["A"] });
  if (name === "conditions") return withCondition(plan).plan;
  if (name === "gates") {
    const { plan: made, key } = withCondition(plan);
    return added(made, list, { when: key });
  }
  return last === undefined ? plan : added(plan, list, last);
}

/** The last tier ends half as far again as it begins; the new one begins there, with its price. */
function withTier(
  items: readonly Json[],
  last: { readonly [key: string]: Json | undefined },
): Json[] {
  const from = typeof last["from"] === "string" ? last["from"] : "0";
  const isPercent = from.endsWith("%");
  const bound = typeof last["until"] === "string" ? last["until"] : further(from, isPercent);
  const isOpen = last["until"] === null || last["until"] === undefined;
  const { key: _, boundary, ...rest } = last;
  const kept = { ...last, until: bound, ...(boundary === undefined ? {} : { boundary }) };
  const next = { ...rest, from: bound, until: isOpen ? null : further(bound, isPercent) };
  return [...items.slice(0, -1), kept, { ...next, ...("reach" in rest ? { reach: "own" } : {}) }];
}

function further(from: string, isPercent: boolean): string {
  const value = parseRate(from);
  if (!value || value.num === 0n) return isPercent ? "100%" : "1000000";
  const more = { num: value.num * 3n, den: value.den * 2n };
  return isPercent ? `${formatRate({ ...more, num: more.num * 100n }, 2)}%` : formatRate(more, 2);
}

function raised(of: Node, percent: string, plain: string): string {
  const text = typeof of === "string" ? of : "0";
  const value = parseRate(text);
  const isPercent = text.endsWith("%");
  const step = parseRate(isPercent ? percent : plain);
  if (!value || !step) return text;
  const sum = { num: value.num * step.den + step.num * value.den, den: value.den * step.den };
  return isPercent ? `${formatRate({ ...sum, num: sum.num * 100n }, 4)}%` : formatRate(sum, 4);
}

function halved(text: string): string {
  const value = parseRate(text);
  return value ? formatRate({ num: value.num, den: value.den * 2n }, 2) : text;
}

export function freeKey(items: readonly Json[], stem: string): string {
  const used = new Set(items.map((each) => (isRecord(each) ? each["key"] : undefined)));
  for (let n = items.length + 1; ; n += 1) if (!used.has(`${stem}_${n}`)) return `${stem}_${n}`;
}

/** A condition to begin with: attainment of the first metric of 80 %. */
export function withCondition(plan: PlanJson): { plan: PlanJson; key: string } {
  const key = freeKey((plan.conditions ?? []) as unknown as Json[], "condition");
  const metric = plan.metrics.find(({ from }) => from !== "given") ?? plan.metrics[0];
  const condition = {
    key,
    figure: { metric: metric?.key ?? "", read: "attainment", window: "period" },
    is: ">=",
    than: { number: "80%" },
  };
  return { plan: added(plan, "/conditions", condition), key };
}

/** The key of a condition to use: the first there is, or one that is made. */
export function someCondition(plan: PlanJson): { plan: PlanJson; key: string } {
  const [first] = plan.conditions ?? [];
  return first ? { plan, key: first.key } : withCondition(plan);
}

export function withComponent(plan: PlanJson, component: ComponentJson): PlanJson {
  const keys = plan.components as unknown as Json[];
  const isFree = !plan.components.some(({ key }) => key === component.key);
  const key = isFree ? component.key : freeKey(keys, component.key);
  return added(plan, "/components", { ...component, key } as unknown as Json);
}
