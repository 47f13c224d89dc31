import { formatRate, parseRate, rate, ZERO } from "../../workers/lib/rate.ts";
import { Badge } from "../ui/state.tsx";

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
          <span class="weight-number">
            <input
              class="input input-num"
              type="text"
              inputMode="decimal"
              aria-label={`${name} %`}
              value={percentOf(weight)}
              onChange={(event) => onChange(key, asPercent(event.currentTarget.value))}
            />
            %
          </span>
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

function percentOf(weight: string): string {
  const { num, den } = parseRate(weight) ?? ZERO;
  return formatRate(rate(num * 100n, den), 4);
}

/** What is no number from 0 to 100 counts as 0: the sum shows it at once. */
function asPercent(text: string): string {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
  return /^\d{1,3}(\.\d{1,4})?$/.test(plain) ? `${plain}%` : "0%";
}
