import { Page } from "../ui/card.tsx";

export function Settings() {
  return <Page title="Settings">…</Page>;
}
