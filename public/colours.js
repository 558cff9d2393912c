// Runs before anything is painted, so that a page that is dark never begins with a bright frame. What a reader chooses
// later, and what the system changes to, is the business of src/editor/kit/colourScheme.ts, which knows the same key.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("wiregrad/colours");
  } catch {
    // Without storage it is as the system has it.
  }
  const isDark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.colours = isDark ? "dark" : "light";
})();
