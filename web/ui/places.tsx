import type { FieldProblem } from "../api.ts";
import { language } from "../messages/language.ts";
import { placeOf } from "./place.ts";

/** As many as a reader goes through before trying again. */
const SHOWN = 8;

/** What is wrong in a form that was refused, each with its place. */
export function Places({ errors }: { readonly errors: readonly FieldProblem[] }) {
  return (
    <ul class="problem-places">
      {errors.slice(0, SHOWN).map(({ pointer, code, messages }) => (
        <li key={pointer + code}>
          <strong>{placeOf(pointer)}</strong>
          {messages[language.value]}
        </li>
      ))}
    </ul>
  );
}
