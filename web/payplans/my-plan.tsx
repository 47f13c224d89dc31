import { useEffect, useMemo, useState } from "preact/hooks";
import { dayAt, day } from "../format.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { MyPlanCard } from "./my-plan-card.tsx";
import { myPlanModel } from "./my-plan.ts";
import "./my-plan.css";

type Props = {
  readonly person: string;
  /** Sums of the person stay hidden while an eye is shut. */
  readonly hidden?: boolean;
};

/**
 * The incentive plan of a person, for that person: asks for the signature while it is missing. Nothing
 * at all while there is no plan, or where the reader may not see it.
 */
export function MyPlan({ person, hidden = false }: Props) {
  const model = useMemo(() => myPlanModel(person), [person]);
  const [hasWords, setWords] = useState(false);
  useEffect(() => {
    void model.state.load();
    void loadWords(["acceptance"]).then(() => setWords(true));
  }, [model]);
  const now = model.state.value.value;
  const plan = now.state === "ready" ? now.body.plan : null;
  if (!hasWords || !plan) return null;
  const w = words("acceptance");
  const { newest, name, accepted } = plan;
  return (
    <MyPlanCard
      model={model}
      plan={plan}
      hidden={hidden}
      lead={w.version(name[language.value], newest.number, day(newest.from))}
      said={accepted ? w.accepted(dayAt(accepted.at)) : null}
    />
  );
}
