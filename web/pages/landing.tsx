import { Page } from "../ui/card.tsx";

export function Landing() {
  return <Page title="Landing">…</Page>;
}
