import { useEffect, useMemo } from "preact/hooks";
import "../calculator/calculator.css";
import "../incentives/incentives.css";
import { payoutModel } from "../incentives/payout-model.ts";
import { PayoutInputs, PayoutResult } from "../incentives/payout-view.tsx";
import { mayBeSignedIn } from "../auth/session.ts";
import { keepPlan } from "../incentives/kept-plan.ts";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";

/** Anyone's plan tried on a month, in the browser alone; the address names the template. */
export function PayoutCalculator() {
  const w = words("payout");
  const first = useMemo(() => new URLSearchParams(location.search).get("plan") ?? "tiered", []);
  const model = useMemo(() => payoutModel(first), []);
  const { key } = model.plan.value;
  const isIn = mayBeSignedIn();
  useEffect(() => void model.load(), []);
  useEffect(() => {
    // A reload or a bookmark keeps the template.
    history.replaceState(history.state, "", `${location.pathname}?plan=${key}`);
  }, [key]);
  return (
    <Page
      title={w.title}
      lead={w.lead}
      actions={<ButtonLink href="/calculator">{w.split}</ButtonLink>}
    >
      <div class="payout">
        <PayoutInputs model={model} />
        <div class="payout-result stack stack-l">
          <Card title={w.result}>
            <PayoutResult model={model} />
          </Card>
          <Card title={w.signUpTitle}>
            <p>{w.signUp}</p>
            <p onClick={() => keepPlan(model.plan.value)}>
              <ButtonLink kind="primary" href={isIn ? "/incentives" : "/signup"}>
                {isIn ? w.openAction : w.signUpAction}
              </ButtonLink>
            </p>
          </Card>
        </div>
      </div>
    </Page>
  );
}
