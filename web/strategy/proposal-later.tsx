import type { ComponentProps, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Proposal } from "./proposal.tsx";

type Props = ComponentProps<typeof Proposal>;

/** The proposal for pages of other nouns: its code is fetched when it is shown, not with the page. */
export function ProposalLater(props: Props) {
  const [View, setView] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    let late = false;
    void import("./proposal.tsx").then((module) => late || setView(() => module.Proposal));
    return () => {
      late = true;
    };
  }, []);
  return View && <View {...props} />;
}
