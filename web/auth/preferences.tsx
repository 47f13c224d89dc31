import { signal } from "@preact/signals";
import { language } from "../messages/language.ts";
import { setLanguage, words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

type Theme = "system" | "light" | "dark";
const STORED_AS = "fairlead.theme";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export const theme = signal<Theme>(storedTheme());

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function setTheme(to: Theme): void {
  theme.value = to;
  if (to === "system") {
    localStorage.removeItem(STORED_AS);
    delete document.documentElement.dataset["theme"];
  } else {
    localStorage.setItem(STORED_AS, to);
    document.documentElement.dataset["theme"] = to;
  }
}

/** One press changes to the other language; the button is named in the language it leads to. */
export function LanguageButton() {
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      class="btn btn-quiet btn-m"
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => void setLanguage(other)}
    >
      <Icon name="language" />
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}

export function ThemeMenu() {
  const w = words("common");
  return (
    <Menu
      label={w.theme}
      items={THEMES.map((each) => ({
        id: each,
        label: w.themes[each],
        checked: theme.value === each,
        onChoose: () => setTheme(each),
      }))}
    >
      <Icon name={theme.value === "dark" ? "moon" : "sun"} />
      <span class="sr-only">{w.theme}</span>
    </Menu>
  );
}
