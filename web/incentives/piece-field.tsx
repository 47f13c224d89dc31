import { useState } from "preact/hooks";
import {
  type Json,
  type NumberUnit,
  numberText,
  type Option,
  type Piece,
  type Sentence,
} from "../../workers/incentives/sentences/sentence.ts";
import { classes } from "../ui/classes.ts";
import { WrittenDay } from "../ui/date-field.tsx";
import type { Place } from "./check.ts";

/** What can be done with the pieces of a sentence, and what is wrong with them. */
export type Edit = {
  readonly number: (pointer: string, text: string, unit: NumberUnit) => void;
  readonly put: (pointer: string, value: Json | undefined) => void;
  readonly isWrong?: (pointer: string) => boolean;
  /** What a text there can be; null where it is typed. */
  readonly optionsOf?: (pointer: string) => readonly Option[] | null;
  readonly placesOf?: (sentence: Sentence) => readonly Place[];
  readonly mayRemove?: (sentence: Sentence) => boolean;
  readonly remove?: (sentence: Sentence) => void;
  readonly words: {
    /** What a field in a sentence is called, for those who do not see it. */
    readonly field: (sentence: string) => string;
    readonly remove: (sentence: string) => string;
    readonly removeShort: string;
    readonly choose: string;
    readonly byDefault: string;
    readonly place: (place: Place) => string;
  };
};

type Props = {
  readonly piece: Piece;
  /** The stop or comma that follows it. */
  readonly tail: string;
  readonly whole: string;
  readonly edit: Edit;
};

/** A number, a choice, a day or a text where it stands in its sentence. */
export function PieceField({ piece, tail, whole, edit }: Props) {
  if (piece.kind === "words") return <>{piece.text}</>;
  const label = edit.words.field(whole);
  const isWrong = edit.isWrong?.(piece.pointer) ?? false;
  switch (piece.kind) {
    case "number":
      return (
        <TextInput
          shown={numberText(piece.value, piece.unit)}
          label={label}
          isWrong={isWrong}
          look="plan-number"
          decimal
          tail={tail}
          onText={(text) => edit.number(piece.pointer, text, piece.unit)}
        />
      );
    case "text": {
      const options = edit.optionsOf?.(piece.pointer) ?? null;
      if (options) {
        const chosen = options.findIndex(({ value }) => value === piece.value);
        const { pointer } = piece;
        const choice = { kind: "choice", pointer, options, chosen, isDefault: false } as const;
        return <Choice piece={choice} tail={tail} label={label} isWrong={isWrong} edit={edit} />;
      }
      return (
        <TextInput
          shown={piece.value}
          label={label}
          isWrong={isWrong}
          look="plan-text"
          tail={tail}
          onText={(text) => edit.put(piece.pointer, piece.as === "list" ? listOf(text) : text)}
        />
      );
    }
    case "day":
      return (
        <span class="plan-kept">
          <span class="day-box plan-day">
            <input
              type="date"
              class={classes("plan-text", isWrong && "plan-wrong")}
              value={piece.value}
              aria-label={label}
              onChange={(event) => edit.put(piece.pointer, event.currentTarget.value)}
            />
            <WrittenDay value={piece.value} />
          </span>
          {tail}
        </span>
      );
    case "choice":
      return <Choice piece={piece} tail={tail} label={label} isWrong={isWrong} edit={edit} />;
  }
}

type TextProps = {
  readonly shown: string;
  readonly label: string;
  readonly look: string;
  readonly isWrong: boolean;
  readonly decimal?: boolean;
  readonly tail: string;
  readonly onText: (text: string) => void;
};

/** While it has the focus it holds what is typed, letter by letter; after that what was understood. */
function TextInput({ shown, label, look, isWrong, decimal, tail, onText }: TextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? shown;
  return (
    <span class="plan-kept">
      <input
        class={classes(look, isWrong && "plan-wrong")}
        inputMode={decimal ? "decimal" : "text"}
        value={value}
        size={Math.max(2, value.length)}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        onFocus={(event) => {
          setTyped(shown);
          if (decimal) event.currentTarget.select();
        }}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          onText(event.currentTarget.value);
        }}
        onBlur={() => setTyped(null)}
      />
      {tail}
    </span>
  );
}

type ChoiceProps = {
  readonly piece: Extract<Piece, { kind: "choice" }>;
  readonly tail: string;
  readonly label: string;
  readonly isWrong: boolean;
  readonly edit: Edit;
};

/** The platform's own select under the words, so that the words can wrap as words do. */
function Choice({ piece, tail, label, isWrong, edit }: ChoiceProps) {
  const { options, chosen, isDefault } = piece;
  const isOpen = chosen < 0;
  const shown = options[chosen]?.label ?? edit.words.choose;
  return (
    <span class="plan-choice">
      <span
        class={classes("plan-chosen", isOpen && "plan-open", isWrong && !isOpen && "plan-wrong")}
        aria-hidden="true"
      >
        {shown}
      </span>
      {tail}
      <select
        aria-label={label}
        title={isDefault ? edit.words.byDefault : undefined}
        value={String(chosen)}
        onChange={(event) => {
          const option = options[Number(event.currentTarget.value)];
          if (option) edit.put(piece.pointer, option.value);
        }}
      >
        {isOpen && (
          <option value="-1" disabled selected>
            {edit.words.choose}
          </option>
        )}
        {options.map((option, at) => (
          <option key={option.label} value={String(at)} selected={at === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

function listOf(text: string): string[] {
  return text
    .split(/[,，、;；]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
