// The landing page as text, made when the interface is built: a visitor reads it before any script
// has run. The document holds it in both languages and shows one.
import { LocationProvider } from "preact-iso/router";
import { renderToString } from "preact-render-to-string";
import { PublicFrame } from "../auth/public-frame.tsx";
import { loadWords, setLanguage, startIn } from "../messages/messages.ts";
import { Landing } from "./landing.tsx";

function text(): string {
  return renderToString(
    <LocationProvider>
      <PublicFrame nav={[]}>
        <Landing />
      </PublicFrame>
    </LocationProvider>,
  );
}

await startIn("zh");
await loadWords(["public"]);
const zh = text();
await setLanguage("en", false);
const en = text();

export const markup = `<div id="first-zh" lang="zh-CN">${zh}</div><div id="first-en" lang="en">${en}</div>`;
