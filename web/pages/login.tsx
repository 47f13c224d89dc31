import { Page } from "../ui/card.tsx";

export function Login() {
  return <Page title="Login">…</Page>;
}
