import type { ComponentType } from "preact";
import type { Permission } from "../../workers/tenancy/roles.ts";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { NoticeSettings } from "../notices/settings-later.ts";
import { CompanySettings } from "../settings/company.tsx";
import { KeysSettings } from "../settings/keys.tsx";
import { MembersSettings } from "../settings/members.tsx";
import { SampleSettings } from "../settings/sample.tsx";
import { SessionsSettings } from "../settings/sessions.tsx";
import { Page } from "../ui/card.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";
import "../settings/settings.css";

type Part = {
  readonly id: "company" | "members" | "keys" | "notices" | "security" | "sample";
  readonly may?: Permission;
  readonly View: ComponentType<object>;
};

const PARTS: readonly Part[] = [
  { id: "company", View: CompanySettings },
  { id: "members", may: "members.read", View: MembersSettings },
  { id: "keys", may: "keys.change", View: KeysSettings },
  { id: "notices", View: NoticeSettings },
  { id: "security", View: SessionsSettings },
  { id: "sample", may: "sample.change", View: SampleSettings },
];

/** Company, members, keys, devices, sample data: each a tab that the URL names. */
export function Settings() {
  const w = words("settings");
  const [tab, setTab] = useQuery("tab", "company");
  const parts = PARTS.filter((part) => !part.may || may(part.may));
  const View = (parts.find((part) => part.id === tab) ?? parts[0])?.View;
  return (
    <Page title={w.title}>
      <Tabs
        label={w.tabsLabel}
        tabs={parts.map(({ id }) => ({ id, label: w.tabs[id] }))}
        value={tab}
        onChange={setTab}
      >
        {View && <View />}
      </Tabs>
    </Page>
  );
}
