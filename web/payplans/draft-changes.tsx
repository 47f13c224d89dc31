import { useEffect, useMemo } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { getIncentiveVersion } from "../../workers/payplans/contract.ts";
import { differenceOf } from "../../workers/payplans/difference.ts";
import { api } from "../api.ts";
import { words } from "../messages/messages.ts";
import { resource } from "../ui/resource.ts";
import { When } from "../ui/when.tsx";
import { Changes } from "./changes-view.tsx";

type Props = {
  readonly plan: string;
  readonly draft: PlanJson;
  /** The newest version, which the draft would follow. */
  readonly number: number;
};

/** What publishing changes, in the plan's own sentences: everybody who is asked sees the same. */
export function DraftChanges({ plan, draft, number }: Props) {
  const w = words("payplans").history;
  const newest = useMemo(
    () =>
      resource(() =>
        api<typeof getIncentiveVersion>(
          "GET",
          "/incentive-plans/:incentivePlanId/versions/:number",
          { params: { incentivePlanId: plan, number: String(number) }, query: {} },
        ),
      ),
    [plan, number],
  );
  useEffect(() => void newest.load(), [newest]);
  return (
    <section class="stack stack-s">
      <h3>{w.against(number)}</h3>
      <When of={newest}>
        {({ document }) => {
          const changes = differenceOf(document, draft);
          return changes.length === 0 ? (
            <p class="muted">{w.noChanges}</p>
          ) : (
            <Changes changes={changes} words={words("payplans").changes} />
          );
        }}
      </When>
    </section>
  );
}
