import { render } from "preact";
import { App } from "./app.tsx";
import { preferredLanguage, startIn } from "./messages/messages.ts";
import "./tokens.css";
import "./ui/ui.css";
import "./shell.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has #app");
await startIn(preferredLanguage());
render(<App />, root);
