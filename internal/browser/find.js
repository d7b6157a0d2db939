// Returns the first visible element that a person would mean by these words: kind is "field", "choice", "file" or "press".
// An exact match wins over one that only begins with the words. null when there is none.
(kind, words) => {
  const tidy = (s) => (s || "").replace(/\s+/g, " ").trim();
  const own = (e) => { // the text a reader sees as the element's name, without what only screen readers hear
    const copy = e.cloneNode(true);
    copy.querySelectorAll(".govuk-visually-hidden").forEach((h) => h.remove());
    return tidy(copy.textContent);
  };
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const labels = (e) => [...(e.labels || [])].flatMap((l) => [tidy(l.textContent), own(l)]);
  const kinds = {
    field: ["input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=submit]):not([type=file]), textarea, select", (e) => [e.name, ...labels(e)]],
    choice: ["input[type=radio], input[type=checkbox]", (e) => [...labels(e), `${e.name}=${e.value}`]],
    file: ["input[type=file]", (e) => [e.name, ...labels(e)]],
    press: ["a[href], button, input[type=submit], summary", (e) => [tidy(e.textContent), own(e), e.value || ""]],
  };
  const [selector, names] = kinds[kind];
  const all = [...document.querySelectorAll(selector)].filter((e) => kind === "file" || seen(e));
  return all.find((e) => names(e).includes(words)) || all.find((e) => names(e).some((n) => n.startsWith(words))) || null;
}
