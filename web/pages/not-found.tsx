import { Page } from "../ui/card.tsx";

export function NotFound() {
  return <Page title="NotFound">…</Page>;
}
