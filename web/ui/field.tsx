import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { classes } from "./classes.ts";

type Words = {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong and what to do; read out with the field. */
  readonly error?: string | null | undefined;
  /** Shown beside the label, for example "optional". */
  readonly aside?: ComponentChildren;
  readonly hideLabel?: boolean;
};

type FieldProps = Words & {
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly name?: string;
  readonly type?: "text" | "email" | "number" | "date" | "month" | "search" | "url" | "password";
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly autocomplete?: string;
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "search";
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly pattern?: string;
  /** Right aligned with tabular figures. */
  readonly numeric?: boolean;
  readonly size?: "m" | "l";
  readonly prefix?: string;
  readonly suffix?: string;
  /** More than one line of text. */
  readonly rows?: number;
  readonly onBlur?: () => void;
  /** Drawn over the input, in its box. */
  readonly over?: ComponentChildren;
};

/** A labelled input; hint and error are bound to it for assistive technology. */
export function Field(props: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The attribute works once a document; a form that follows another needs the call.
    if (props.autoFocus) input.current?.focus();
  }, []);
  const control = {
    ...boundTo(id, props),
    name: props.name,
    value: props.value,
    required: props.required,
    disabled: props.disabled,
    autocomplete: props.autocomplete,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    onBlur: props.onBlur,
    class: classes("input", props.numeric && "input-num"),
  };
  return (
    <Labelled id={id} words={props} size={props.size}>
      {props.rows ? (
        <textarea
          {...control}
          rows={props.rows}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <span class={classes("input-box", !!props.over && "day-box")}>
          {props.prefix && <span class="input-fix">{props.prefix}</span>}
          <input
            {...control}
            // Preact types each input by its own role; a field's role follows from any of these types.
            type={(props.type ?? "text") as "text"}
            ref={input}
            inputMode={props.inputMode}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            min={props.min}
            max={props.max}
            pattern={props.pattern}
          />
          {props.over}
          {props.suffix && <span class="input-fix">{props.suffix}</span>}
        </span>
      )}
    </Labelled>
  );
}

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
};
type SelectProps = Words & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option[];
  readonly name?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly size?: "m" | "l";
};

/** The platform's own select: it works on every phone and by keyboard. */
export function Select(props: SelectProps) {
  const id = useId();
  return (
    <Labelled id={id} words={props} size={props.size}>
      <span class="input-box select-box">
        <select
          {...boundTo(id, props)}
          class="input"
          name={props.name}
          required={props.required}
          disabled={props.disabled}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.options.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled} selected={value === props.value}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </Labelled>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** On or off, at once; a form that is sent later uses `Check`. */
export function Switch(props: SwitchProps) {
  return <Toggle {...props} look="switch" />;
}

export function Check(props: SwitchProps) {
  return <Toggle {...props} look="check" />;
}

function Toggle({
  label,
  hint,
  checked,
  disabled,
  onChange,
  look,
}: SwitchProps & { look: string }) {
  const id = useId();
  return (
    <label class={`toggle toggle-${look}`} for={id}>
      <input
        id={id}
        type="checkbox"
        role={look === "switch" ? "switch" : undefined}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="toggle-mark" aria-hidden="true" />
      <span>
        <span class="toggle-label">{label}</span>
        {hint && (
          <span class="field-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

type RadiosProps<Value extends string> = {
  readonly legend: string;
  readonly name: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { value: Value; label: string; hint?: string }[];
  readonly hideLegend?: boolean;
};

/** A short choice side by side (a segmented control): two to four options. */
export function Choice<Value extends string>(props: RadiosProps<Value>) {
  return (
    <fieldset class="choice">
      <legend class={props.hideLegend ? "sr-only" : "field-label"}>{props.legend}</legend>
      <div class="choice-row">
        {props.options.map(({ value, label, hint }) => (
          <label key={value} class="choice-option" title={hint}>
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function boundTo(id: string, { hint, error }: Words) {
  const about = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(
    (part) => part !== "",
  );
  return {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": about.length > 0 ? about.join(" ") : undefined,
  };
}

type LabelledProps = {
  readonly id: string;
  readonly words: Words;
  readonly size: "m" | "l" | undefined;
  readonly children: ComponentChildren;
};

function Labelled({ id, words, size, children }: LabelledProps) {
  return (
    <div class={classes("field", size === "l" && "field-l", !!words.error && "field-bad")}>
      <div class={words.hideLabel ? "sr-only" : "field-top"}>
        <label class="field-label" for={id}>
          {words.label}
        </label>
        {words.aside && <span class="field-aside">{words.aside}</span>}
      </div>
      {children}
      {words.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {words.hint}
        </p>
      )}
      {words.error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {words.error}
        </p>
      )}
    </div>
  );
}
