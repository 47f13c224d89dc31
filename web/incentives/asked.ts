// Which sentence of a plan a pointer leads to: pure, so that a link can be tested without a page.
import type { ToldPart } from "../../workers/incentives/sentences/plan.ts";
import type { Sentence } from "../../workers/incentives/sentences/sentence.ts";

export type Asked = {
  /** Of the part: a component, or empty for what holds for the whole plan. */
  readonly part: ToldPart;
  /** Null where no sentence of the part tells it. */
  readonly sentence: Sentence | null;
};

/**
 * The sentence that tells what stands at a pointer: the one whose own place is nearest above it, else the
 * first that tells something below it, else the part it stands in. Null where the plan has no such place.
 */
export function askedOf(parts: readonly ToldPart[], at: string): Asked | null {
  if (at === "") return null;
  const told = parts.flatMap((part) =>
    part.sentences.flatMap((sentence) =>
      placesOf(sentence).map((place) => ({ part, sentence, place })),
    ),
  );
  const above = told
    .filter(({ place }) => isWithin(at, place))
    .reduce<(typeof told)[number] | null>(
      (best, each) => (best && best.place.length >= each.place.length ? best : each),
      null,
    );
  const found = above ?? told.find(({ place }) => isWithin(place, at));
  if (found) return { part: found.part, sentence: found.sentence };
  const part = parts.find(({ pointer }) => pointer !== "" && isWithin(at, pointer));
  return part ? { part, sentence: null } : null;
}

function placesOf({ pieces, item, removes }: Sentence): string[] {
  return [
    ...pieces.flatMap((piece) => (piece.kind === "words" ? [] : [piece.pointer])),
    ...(item ? [`${item.list}/${item.at}`] : []),
    ...(removes === undefined ? [] : [removes]),
  ];
}

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
