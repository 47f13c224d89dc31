import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { DateField } from "../ui/date-field.tsx";
import { Field } from "../ui/field.tsx";
import type { BuilderModel } from "./builder-model.ts";
import { isWithin } from "./component-card.tsx";
import { placeText } from "./payout-words.ts";

/** What the plan is called, and from when until when it holds. */
export function PlanHead({ model }: { readonly model: BuilderModel }) {
  const w = words("builder");
  const plan = model.plan.value;
  const wrong = (pointer: string) => {
    const place = model.places.value.find((each) => isWithin(each.pointer, pointer));
    return place ? placeText(place, w) : null;
  };
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <div class="plan-head">
      <Field
        label={w.name}
        value={plan.name[language.value]}
        onInput={(text) => model.set(`/name/${language.value}`, text)}
        error={wrong(`/name/${language.value}`)}
      />
      <Field
        label={w.otherName}
        value={plan.name[other]}
        onInput={(text) => model.set(`/name/${other}`, text)}
        error={wrong(`/name/${other}`)}
      />
      <DateField
        label={w.from}
        value={plan.from}
        onInput={(text) => model.set("/from", text)}
        error={wrong("/from")}
      />
      <DateField
        label={w.until}
        value={plan.until ?? ""}
        hint={plan.until === null ? w.noEnd : undefined}
        onInput={(text) => model.set("/until", text === "" ? null : text)}
        error={wrong("/until")}
      />
    </div>
  );
}
