import type { ComponentProps } from "preact";
import { day } from "../format.ts";
import { Field } from "./field.tsx";

/**
 * A day as YYYY-MM-DD. The platform's own field takes it, in the browser's language; what is read
 * is written in the product's, over the field while it is left and beside it while it is typed in.
 */
export function DateField(props: Omit<ComponentProps<typeof Field>, "type" | "over">) {
  return <Field {...props} type="date" over={<WrittenDay value={props.value} />} />;
}

/** For a day's input of another look; the two stand in one positioned box of class `day-box`. */
export function WrittenDay({ value }: { readonly value: string }) {
  return (
    <span class="written-day" aria-hidden="true">
      {value === "" ? "" : day(value)}
    </span>
  );
}
