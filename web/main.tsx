import { render } from "preact";
import { App, firstPage } from "./app.tsx";
import { preferredLanguage, startIn } from "./messages/messages.ts";
import "./tokens.css";
import "./ui/ui.css";
import "./shell.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has #app");
// Side by side: the words of the shell, and the page with its own.
const [, first] = await Promise.all([startIn(preferredLanguage()), firstPage()]);
// The text that stood in for the page has done its work.
root.textContent = "";
render(<App first={first} />, root);
