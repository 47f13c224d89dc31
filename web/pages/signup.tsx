import { Page } from "../ui/card.tsx";

export function SignUp() {
  return <Page title="SignUp">…</Page>;
}
