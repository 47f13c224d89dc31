// Goal: one way to start a browser and one list of how a page may be looked at. Playwright's own
// browsers are not downloaded: Debian's Chromium, or the one named by CHROMIUM, is used.
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is, or null: then browser tests say that they did not run. */
export function chromiumPath(): string | null {
  const named = process.env["CHROMIUM"];
  if (named) return existsSync(named) ? named : null;
  return PLACES.find((path) => existsSync(path)) ?? null;
}

export async function launch(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error("No Chromium here: set CHROMIUM to one.");
  return chromium.launch({
    executablePath,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      // A test talks to the server under test and to nothing else.
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}

export type Variant = {
  readonly language: "zh" | "en";
  readonly theme: "light" | "dark";
  readonly device: "phone" | "desktop";
};

/** Every way a page may be looked at: two languages, two themes, two devices. */
export const VARIANTS: readonly Variant[] = (["zh", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["phone", "desktop"] as const).map((device) => ({ language, theme, device })),
  ),
);

export function variantName({ device, language, theme }: Variant): string {
  return `${device}-${language}-${theme}`;
}

type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A window of its own that looks the way the variant says, signed in when a state is handed in. */
export function contextFor(
  browser: Browser,
  base: string,
  variant: Variant,
  state?: SignedIn,
): Promise<BrowserContext> {
  const phone = variant.device === "phone";
  return browser.newContext({
    baseURL: base,
    // What a reader has chosen: a signed-in company's own language does not override it.
    storageState: withLanguage(state, base, variant.language),
    locale: variant.language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    colorScheme: variant.theme,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: "reduce",
  });
}

function withLanguage(state: SignedIn | undefined, origin: string, language: string): SignedIn {
  const localStorage = [{ name: "fairlead.language", value: language }];
  return { cookies: state?.cookies ?? [], origins: [{ origin, localStorage }] };
}
