// Runs before the first paint, so that a chosen theme and language never flash the other one.
(function () {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("fairlead.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const language = localStorage.getItem("fairlead.language") || navigator.language || "zh";
    root.lang = language.slice(0, 2) === "zh" ? "zh-CN" : "en";
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }
})();
