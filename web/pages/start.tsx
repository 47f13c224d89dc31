import { Page } from "../ui/card.tsx";

export function Start() {
  return <Page title="Start">…</Page>;
}
