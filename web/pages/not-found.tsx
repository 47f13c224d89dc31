import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { useTitle } from "../ui/card.tsx";

export function NotFound() {
  const w = words("public");
  useTitle(w.notFoundTitle);
  return (
    <section class="page page-read">
      <h1>{w.notFoundTitle}</h1>
      <p class="page-lead">{w.notFoundText}</p>
      <div>
        <ButtonLink kind="primary" href="/">
          {w.toHome}
        </ButtonLink>
      </div>
    </section>
  );
}
