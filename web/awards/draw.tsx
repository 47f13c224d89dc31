import { commitmentOf, drawOf, seedOf } from "../../workers/incentives/raffle.ts";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Note } from "../ui/state.tsx";
import type { Ranking } from "./model.ts";
import "./awards.css";

/**
 * By what a raffle of the period is drawn: the checksum from before the period, the number with the
 * frozen ranking. Who sees the whole ranking draws it again here.
 */
export function DrawNote({ of }: { readonly of: Ranking }) {
  const w = words("awards").ranking;
  const { draw, frozen, standings, cut } = of;
  if (draw === null) return null;
  const { nonce, commitment } = draw;
  const fits = nonce === null || commitmentOf(nonce) === commitment;
  const names = new Map(standings.map((each) => [each.subject, each]));
  return (
    <Note tone={fits ? "neutral" : "bad"} icon="lock">
      <p class="awards-hint">
        <strong>{w.draw}</strong> {nonce === null ? w.sealed(moment(draw.at)) : null}
      </p>
      <Sum words={w.commitment} text={commitment} />
      {frozen && nonce !== null && (
        <>
          <Sum words={w.nonce} text={nonce} />
          <p class="small">{fits ? w.fair : w.unfair}</p>
          <p class="small">{w.repeat}</p>
          {!cut && standings.length > 0 && (
            <details class="small">
              <summary>{w.order(standings.length)}</summary>
              <p class="muted">{w.orderHint}</p>
              <ol>
                {drawOf(seedOf(frozen.hash, nonce), [...names.keys()]).map((id) => (
                  <li key={id}>{nameOf(names.get(id) ?? { name: "", nameEn: null })}</li>
                ))}
              </ol>
            </details>
          )}
        </>
      )}
    </Note>
  );
}

/** In full: what is to be repeated must be copied. */
function Sum({ words: label, text }: { readonly words: string; readonly text: string }) {
  return (
    <p class="small awards-sum">
      {label} <code>{text}</code>
    </p>
  );
}
