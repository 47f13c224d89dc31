import type { PlanJson } from "../incentives/plan-document.ts";
import { lastDayWords } from "../incentives/sentences/day-words.ts";
import { planSentences } from "../incentives/sentences/plan.ts";
import { plainText } from "../incentives/sentences/sentence.ts";

type Texts = { readonly zh: string; readonly en: string };
/** One sentence that came, went, or reads otherwise. */
export type Change = {
  readonly kind: "added" | "removed" | "changed";
  /** The component, or the plan as a whole. */
  readonly part: Texts;
  readonly before: Texts | null;
  readonly after: Texts | null;
};
type Part = { readonly key: string; readonly name: Texts; readonly texts: readonly Texts[] };

/**
 * What a version changes, in the plan's own sentences. Equal documents have no change; sentences that
 * stay are left out, so that a reader sees only what is new to them. A part is known by its key: a
 * renamed component is the same one.
 */
export function differenceOf(before: PlanJson, after: PlanJson): Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const gone = old.filter(({ key }) => !now.some((each) => each.key === key));
  return [
    ...headOf(before, after),
    ...now.flatMap((part) => {
      const was = old.find(({ key }) => key === part.key);
      if (was) return changesIn(was, part);
      return part.texts.map((text) => ({
        ...{ kind: "added" as const, part: part.name, before: null, after: text },
      }));
    }),
    ...gone.flatMap((part) =>
      part.texts.map((text) => ({
        ...{ kind: "removed" as const, part: part.name, before: text, after: null },
      })),
    ),
  ];
}

function partsOf(plan: PlanJson): Part[] {
  const [zh, en] = [planSentences(plan, "zh"), planSentences(plan, "en")];
  return zh.map(({ title, pointer, sentences }, at) => ({
    // A component by its key, wherever it stands; keys hold no slash, as pointers do.
    key: plan.components[at]?.key ?? `/${pointer}`,
    name: { zh: title, en: en[at]?.title ?? title },
    texts: sentences.map((sentence, index) => {
      const other = en[at]?.sentences[index];
      return { zh: plainText(sentence), en: other ? plainText(other) : "" };
    }),
  }));
}

/** Name, currency and days: they stand above the sentences. */
function headOf(before: PlanJson, after: PlanJson): Change[] {
  const part = { zh: "方案", en: "The plan" };
  const same = (text: string): Texts => ({ zh: text, en: text });
  const rows: readonly [Texts, Texts][] = [
    [before.name, after.name],
    [same(before.currency), same(after.currency)],
    [untilWords(before.until), untilWords(after.until)],
  ];
  return rows.flatMap(([was, is]) =>
    was.zh === is.zh && was.en === is.en
      ? []
      : [{ kind: "changed" as const, part, before: was, after: is }],
  );
}

function untilWords(until: string | null): Texts {
  if (until === null) return { zh: "没有结束日。", en: "Without an end." };
  return {
    zh: `最后一天 ${lastDayWords(until, "zh")}。`,
    en: `The last day is ${lastDayWords(until, "en")}.`,
  };
}

/** Sentences in their order; one that stands alone between two that stayed has changed. */
function changesIn(was: Part, is: Part): Change[] {
  const renamed: Change[] =
    was.name.zh === is.name.zh && was.name.en === is.name.en
      ? []
      : [{ kind: "changed", part: is.name, before: was.name, after: is.name }];
  const changes: Change[] = [];
  for (const { gone, came } of runsOf(was.texts, is.texts)) {
    const both = Math.min(gone.length, came.length);
    for (let at = 0; at < both; at += 1)
      changes.push({
        ...{ kind: "changed", part: is.name },
        ...{ before: gone[at] ?? null, after: came[at] ?? null },
      });
    for (const text of gone.slice(both))
      changes.push({ kind: "removed", part: is.name, before: text, after: null });
    for (const text of came.slice(both))
      changes.push({ kind: "added", part: is.name, before: null, after: text });
  }
  return [...renamed, ...changes];
}

type Run = { readonly gone: Texts[]; readonly came: Texts[] };

/** What lies between the sentences that both have, by their longest common sequence. */
function runsOf(a: readonly Texts[], b: readonly Texts[]): Run[] {
  const same = (one?: Texts, other?: Texts) => one?.zh === other?.zh && one?.en === other?.en;
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i * width + j] = same(a[i], b[j])
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const runs: Run[] = [];
  let run: Run = { gone: [], came: [] };
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [old, now] = [a[i], b[j]];
    if (old && now && same(old, now)) {
      if (run.gone.length + run.came.length > 0) runs.push(run);
      run = { gone: [], came: [] };
      i += 1;
      j += 1;
    } else if (old && (!now || at(i + 1, j) >= at(i, j + 1))) {
      run.gone.push(old);
      i += 1;
    } else if (now) {
      run.came.push(now);
      j += 1;
    }
  }
  return run.gone.length + run.came.length > 0 ? [...runs, run] : runs;
}
