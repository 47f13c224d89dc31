import { useState } from "preact/hooks";
import { Badge } from "../ui/state.tsx";
import { asPercent, percentOf, weightText } from "./weight-text.ts";

export type WeightRow = {
  readonly key: string;
  readonly name: string;
  readonly note?: string;
  /** Decimal text, 0 to 1. */
  readonly weight: string;
};
type Props = {
  readonly legend: string;
  readonly rows: readonly WeightRow[];
  readonly onChange: (key: string, weight: string) => void;
  readonly sumText: string;
  readonly isRight: boolean;
  readonly error: string;
};

/** A slider and a number for each weight, whole percents, and their sum in plain sight. */
export function Weights({ legend, rows, onChange, sumText, isRight, error }: Props) {
  return (
    <fieldset class="weights">
      <legend class="field-label">
        {legend}
        <Badge tone={isRight ? "good" : "bad"}>{sumText}</Badge>
      </legend>
      {rows.map(({ key, name, note, weight }) => (
        <div class="weight" key={key}>
          <label class="weight-name" for={`weight-${key}`}>
            {name}
            {note && <span class="muted small"> {note}</span>}
          </label>
          <input
            id={`weight-${key}`}
            class="weight-slider"
            type="range"
            min="0"
            max="100"
            step="1"
            value={percentOf(weight)}
            onInput={(event) => onChange(key, `${event.currentTarget.value}%`)}
          />
          <WeightNumber label={`${name} %`} weight={weight} onWeight={(to) => onChange(key, to)} />
        </div>
      ))}
      {!isRight && (
        <p class="field-error" role="status">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type NumberProps = {
  readonly label: string;
  readonly weight: string;
  readonly onWeight: (weight: string) => void;
};

/** Counts at every key; what is typed stands until the field is left. */
function WeightNumber({ label, weight, onWeight }: NumberProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span class="weight-number">
      <input
        class="input input-num"
        type="text"
        inputMode="decimal"
        aria-label={label}
        value={weightText(typed, weight)}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          onWeight(asPercent(value));
        }}
        onBlur={() => setTyped(null)}
      />
      %
    </span>
  );
}
