import type { ComponentChildren } from "preact";
import { planSentences, type ToldPart } from "../../workers/incentives/sentences/plan.ts";
import {
  type Piece,
  pieceText,
  plainText,
  type Sentence,
} from "../../workers/incentives/sentences/sentence.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { language } from "../messages/language.ts";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { useAskedHere } from "./asked-here.ts";
import { useBoardNames } from "./boards.ts";
import type { Place } from "./check.ts";
import { type Edit, PieceField } from "./piece-field.tsx";
import "./incentives.css";

type Props = {
  readonly plan: PlanJson;
  /** Without it the sentences are only read. */
  readonly edit?: Edit;
  /** Of the closed fine print: how many sentences it has. */
  readonly fineLabel?: (n: number) => string;
};

/** The plan in plain words; its numbers and choices are fields where they stand. */
export function PlanSentences({ plan, edit, fineLabel }: Props) {
  const named = useBoardNames(edit ? null : plan);
  return (
    <div class="stack">
      {planSentences(plan, language.value).map((part, at) => (
        <section key={`${plan.key}${at}`} class="plan-words">
          <h3>{part.title}</h3>
          <PartSentences
            part={edit ? part : { ...part, sentences: part.sentences.map(withNames(named)) }}
            {...(edit ? { edit } : {})}
            {...(fineLabel ? { fineLabel } : {})}
          />
        </section>
      ))}
    </div>
  );
}

const withNames = (named: (piece: Piece) => Piece) => (sentence: Sentence) => ({
  ...sentence,
  pieces: sentence.pieces.map(named),
});

type PartProps = {
  readonly part: ToldPart;
  readonly edit?: Edit;
  /** Stands after the last sentence of a list, for example to add one. */
  readonly after?: (list: string) => ComponentChildren;
  /** Of the closed fine print: how many sentences it has. */
  readonly fineLabel?: (n: number) => string;
  /** What a link leads to: it is brought into view and marked. */
  readonly asked?: Sentence | null;
};

/** The sentences of a part; what holds by default is fine print, closed where it has a label. */
export function PartSentences({ part, edit, after, fineLabel, asked = null }: PartProps) {
  const main = part.sentences.filter(({ isFine }) => isFine !== true);
  const fine = part.sentences.filter(({ isFine }) => isFine === true);
  const shown = (sentence: Sentence, at: number, all: readonly Sentence[]) => {
    const list = sentence.item?.list;
    const isLast = list !== undefined && all[at + 1]?.item?.list !== list;
    return (
      <Row key={at} isAsked={sentence === asked}>
        <SentenceLine sentence={sentence} {...(edit ? { edit } : {})} />
        {isLast && after?.(list)}
      </Row>
    );
  };
  return (
    <>
      {main.map(shown)}
      {fine.length > 0 &&
        (fineLabel ? (
          <details class="plan-fine" open={asked !== null && fine.includes(asked)}>
            <summary>{fineLabel(fine.length)}</summary>
            {fine.map(shown)}
          </details>
        ) : (
          <div class="plan-fine">{fine.map(shown)}</div>
        ))}
    </>
  );
}

type RowProps = { readonly isAsked: boolean; readonly children: ComponentChildren };

function Row({ isAsked, children }: RowProps) {
  const here = useAskedHere(isAsked);
  return (
    <div
      ref={here}
      class={classes("plan-row", isAsked && "is-asked")}
      tabIndex={isAsked ? -1 : undefined}
    >
      {children}
    </div>
  );
}

function SentenceLine({ sentence, edit }: { readonly sentence: Sentence; readonly edit?: Edit }) {
  const { pieces } = sentence;
  if (!edit) return <p class="plan-sentence">{pieces.map(readPiece)}</p>;
  const whole = plainText(sentence);
  const wrong = edit.placesOf?.(sentence) ?? [];
  return (
    <>
      <p class="plan-sentence">
        {pieces.map((piece, at) => (
          <PieceField
            key={at}
            piece={untailed(piece, pieces[at - 1])}
            tail={tailOf(piece, pieces[at + 1])}
            whole={whole}
            edit={edit}
          />
        ))}
        {edit.remove && edit.mayRemove?.(sentence) && (
          <button
            type="button"
            class="plan-remove"
            aria-label={edit.words.remove(whole)}
            title={edit.words.removeShort}
            onClick={() => edit.remove?.(sentence)}
          >
            <Icon name="close" size={14} />
          </button>
        )}
      </p>
      {wrong.map((place) => (
        <PlaceLine key={place.pointer + place.kind} place={place} text={edit.words.place(place)} />
      ))}
    </>
  );
}

/** A stop or comma after a field goes with it to its line. */
function tailOf(piece: Piece, next: Piece | undefined): string {
  if (piece.kind === "words" || next?.kind !== "words") return "";
  return /^[。，、：；）.,:;)]+/.exec(next.text)?.[0] ?? "";
}

function untailed(piece: Piece, before: Piece | undefined): Piece {
  if (piece.kind !== "words" || !before) return piece;
  return { ...piece, text: piece.text.slice(tailOf(before, piece).length) };
}

/** What is wrong, right below the sentence it is in. */
export function PlaceLine({ place, text }: { readonly place: Place; readonly text: string }) {
  const isOpen = place.kind === "unchosen";
  return (
    <p class={`plan-place ${isOpen ? "plan-place-open" : "plan-place-bad"}`} role="status">
      <Icon name={isOpen ? "info" : "warn"} size={14} />
      <span>{text}</span>
    </p>
  );
}

function readPiece(piece: Sentence["pieces"][number], at: number) {
  if (piece.kind === "words") return piece.text;
  if (piece.kind === "number") return <strong key={at}>{pieceText(piece)}</strong>;
  return pieceText(piece);
}
