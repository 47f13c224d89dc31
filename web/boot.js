// Stands inline in the document (infra/first-paint.ts puts it there, with its hash in the policy): a
// chosen theme and language never flash the other one, and what the first page needs is fetched at
// once instead of one after the other.
const root = document.documentElement;
let theme = null;
let language = null;
try {
  theme = localStorage.getItem("fairlead.theme");
  language = localStorage.getItem("fairlead.language");
} catch {
  // Storage may be forbidden; the page then follows the system.
}
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
const zh = (language || navigator.language || "zh").slice(0, 2) === "zh";
root.lang = zh ? "zh-CN" : "en";

// The landing page stands in the document as text (web/pages/first.tsx).
const isText = location.pathname === "/";
if (isText) root.dataset.first = zh ? "zh" : "en";

const [files, pages] = FIRST_PAINT;
const [, first, second, third] = location.pathname.split("/");
const page = pages["/" + first + (third ? "/" + second : "") + (second ? "/:" : "")] || pages["*"];
for (const at of page[0].concat(page[zh ? 1 : 2])) {
  const link = document.createElement("link");
  link.href = files[at];
  if (files[at].endsWith(".css")) {
    link.rel = "preload";
    link.as = "style";
    // As the later request has it: otherwise the file is fetched twice.
    link.crossOrigin = "";
  } else {
    link.rel = "modulepreload";
  }
  document.head.append(link);
}
