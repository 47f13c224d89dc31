import { type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { loadWords, words } from "../messages/messages.ts";
import "../payplans/payplans.css";
import { DivergenceNote } from "../reports/parting.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { NoPermission, Skeleton } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";
import { INCENTIVE_TABS } from "./incentive-tabs.ts";

/** What the company pays by: plans, pay periods, statements, disputes, awards. One's own: /mine. */
export function Incentives() {
  const w = words("payplans").hub;
  const tabs = INCENTIVE_TABS.filter((tab) => may(tab.may));
  const [first] = tabs;
  if (!first) {
    const mine = <ButtonLink href="/mine">{words("common").nav.mine}</ButtonLink>;
    return (
      <Page title={w.title}>
        <NoPermission action={mine} />
      </Page>
    );
  }
  return (
    <Page title={w.title} lead={w.lead} width="wide">
      <DivergenceNote />
      <Tabbed tabs={tabs} first={first.id} />
    </Page>
  );
}

type Opened = { readonly id: string; readonly Content: ComponentType };
type TabbedProps = { readonly tabs: typeof INCENTIVE_TABS; readonly first: string };

/** One tab, fetched when it is opened; which one stands in the URL. */
function Tabbed({ tabs, first }: TabbedProps) {
  const w = words("payplans").hub;
  const [asked, setTab] = useQuery("tab", first);
  const tab = tabs.find(({ id }) => id === asked) ?? tabs[0];
  const [shown, setShown] = useState<Opened | null>(null);
  useEffect(() => {
    if (!tab) return;
    let late = false;
    const parts = [tab.load(), loadWords(tab.words)] as const;
    void Promise.all(parts).then(([Content]) => late || setShown({ id: tab.id, Content }));
    return () => {
      late = true;
    };
  }, [tab?.id]);
  return (
    <Tabs
      label={w.tabsLabel}
      tabs={tabs.map(({ id }) => ({ id, label: w.tabs[id] }))}
      value={tab?.id ?? first}
      onChange={(to) => setTab(to, true)}
    >
      {shown?.id === tab?.id && shown ? <shown.Content /> : <Skeleton lines={8} />}
    </Tabs>
  );
}
