import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { exactMoney } from "../format.ts";
import { ButtonLink } from "../ui/button.tsx";
import { useTitle } from "../ui/card.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import "./landing.css";

/** What the product is, what it promises, and the two ways in. */
export function Landing() {
  const w = words("public");
  useTitle(w.title);
  return (
    <div class="landing">
      <section class="hero">
        <div class="hero-text">
          <h1>{w.title}</h1>
          <p class="hero-lead">{w.lead}</p>
          <div class="hero-do">
            <ButtonLink kind="primary" size="l" href="/signup">
              {w.tryIt}
            </ButtonLink>
            <ButtonLink size="l" href="/calculator">
              {w.calculator}
            </ButtonLink>
          </div>
          <p class="small muted">{w.noCard}</p>
        </div>
        <Example />
      </section>
      <section class="stack">
        <h2>{w.promisesTitle}</h2>
        <ul class="promises">
          {PROMISES.map(({ name, icon }) => (
            <li key={name}>
              <Icon name={icon} size={22} />
              <h3>{w.promises[name].title}</h3>
              <p class="muted">{w.promises[name].text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{w.howTitle}</h2>
        <ol class="how">
          {STEPS.map((name, index) => (
            <li key={name}>
              <span class="how-number" aria-hidden="true">
                {index + 1}
              </span>
              <h3>{w.how[name].title}</h3>
              <p class="muted">{w.how[name].text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section class="closing">
        <div class="stack stack-s">
          <h2>{w.closing}</h2>
          <p class="muted">{w.noCard}</p>
        </div>
        <ButtonLink kind="primary" size="l" href="/signup">
          {w.tryIt}
        </ButtonLink>
      </section>
      <footer class="landing-foot">
        <p>
          <b>{w.apiTitle}</b> {w.apiText}
        </p>
        <a href="/api/docs">{w.apiLink}</a>
      </footer>
    </div>
  );
}

const PROMISES: readonly {
  readonly name: keyof ReturnType<typeof words<"public">>["promises"];
  readonly icon: IconName;
}[] = [
  { name: "explain", icon: "search" },
  { name: "fair", icon: "people" },
  { name: "live", icon: "screen" },
  { name: "past", icon: "lock" },
  { name: "own", icon: "file" },
  { name: "both", icon: "language" },
];
const STEPS = ["one", "two", "three", "four"] as const;

const PARTS = [
  { name: "history", weight: "50%", amount: "642300.00" },
  { name: "potential", weight: "30%", amount: "389760.00" },
  { name: "capability", weight: "20%", amount: "248270.00" },
  { name: "rounding", weight: "", amount: "-330.00" },
] as const;

/** The card every number opens to; these figures re-add like the real ones. */
function Example() {
  const w = words("public");
  return (
    <figure class="example">
      <div class="example-head">
        <span class="small muted">{w.exampleWho}</span>
        <span class="example-total">{language.value === "zh" ? "¥128万" : "¥1.28m"}</span>
        <span class="example-bar" aria-hidden="true">
          {PARTS.map(({ name }) => (
            <i key={name} />
          ))}
        </span>
      </div>
      <table class="example-table">
        <caption>{w.exampleTitle}</caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">{w.part}</th>
            <th scope="col">{w.weight}</th>
            <th scope="col">{w.amount}</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(({ name, weight, amount }) => (
            <tr key={name}>
              <th scope="row">
                <i class="example-dot" aria-hidden="true" />
                {w.exampleRows[name]}
              </th>
              <td class="num muted">{weight}</td>
              <td class="num">{exactMoney(amount, null)}</td>
            </tr>
          ))}
          <tr class="example-sum">
            <th scope="row">{w.exampleRows.total}</th>
            <td />
            <td class="num">{exactMoney("1280000.00", null)}</td>
          </tr>
        </tbody>
      </table>
      <figcaption class="small muted">{w.exampleNote}</figcaption>
    </figure>
  );
}
