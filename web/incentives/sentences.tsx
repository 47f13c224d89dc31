import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import {
  groupedText,
  type NumberUnit,
  percentText,
  type Piece,
} from "../../workers/incentives/sentences/sentence.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { language } from "../messages/language.ts";
import "./incentives.css";

type Edit = (pointer: string, text: string, unit: NumberUnit) => void;
type Props = {
  readonly plan: PlanJson;
  /** Without it the sentences are only read. */
  readonly onChange?: Edit;
  /** What a field in a sentence is called, for those who do not see it. */
  readonly numberLabel: (sentence: string) => string;
};

/** The plan in plain words; its numbers are fields where they stand. */
export function PlanSentences({ plan, onChange, numberLabel }: Props) {
  return (
    <div class="stack">
      {planSentences(plan, language.value).map(({ title, sentences }, at) => (
        <section key={`${plan.key}${at}`} class="plan-words">
          <h3>{title}</h3>
          {sentences.map(({ pieces }, index) => (
            <p key={index}>
              {pieces.map((piece, place) => (
                <Part
                  key={place}
                  piece={piece}
                  whole={pieces}
                  onChange={onChange}
                  numberLabel={numberLabel}
                />
              ))}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

type PartProps = Omit<Props, "plan" | "onChange"> & {
  readonly piece: Piece;
  readonly whole: readonly Piece[];
  readonly onChange: Edit | undefined;
};

function Part({ piece, whole, onChange, numberLabel }: PartProps) {
  if (piece.kind === "words") return <>{piece.text}</>;
  const { pointer, value, unit } = piece;
  const shown = textOf(value, unit);
  if (!onChange) return <strong>{shown}</strong>;
  return (
    <input
      class="plan-number"
      inputMode="decimal"
      value={shown}
      size={Math.max(2, shown.length)}
      aria-label={numberLabel(whole.map(read).join(""))}
      onChange={(event) => onChange(pointer, event.currentTarget.value, unit)}
    />
  );
}

function read(piece: Piece): string {
  return piece.kind === "words" ? piece.text : textOf(piece.value, piece.unit);
}

function textOf(value: string, unit: NumberUnit): string {
  if (unit === "percent") return percentText(value);
  return unit === "plain" ? value : groupedText(value);
}
