// What the pages do beyond links and forms: light up a report's words, tell what hangs on a word, brush the timeline.
// Without this script every page still shows and takes the same; texts are only ever put in as text.
"use strict";

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

function kindsOf(piece, report) {
  return (piece.dataset.words || "").split(" ").filter((one) => one.startsWith(report + ":")).map((one) => one.slice(report.length + 1));
}

function light(report) {
  const text = document.querySelector(".text");
  if (!text) return;
  text.classList.toggle("lit", report !== null);
  for (const piece of all("[data-words]", text)) {
    for (const name of Array.from(piece.classList)) if (name.startsWith("lit-")) piece.classList.remove(name);
    const kinds = report === null ? [] : kindsOf(piece, report);
    if (kinds.length) piece.classList.add("lit-on", ...kinds.map((kind) => "lit-" + kind));
  }
  for (const card of all(".card")) card.classList.toggle("chosen", card.dataset.number === report);
}

function choose(report, scrollTo) {
  light(report);
  const card = document.querySelector('.card[data-number="' + CSS.escape(report) + '"]');
  if (!card) return;
  const words = document.querySelector(".text .lit-event");
  if (scrollTo !== "text") card.scrollIntoView({ block: "nearest" });
  if (scrollTo !== "card" && words) words.scrollIntoView({ block: "center" });
  const address = new URL(location.href);
  address.searchParams.set("report", card.dataset.id);
  history.replaceState(history.state, "", address);
}

document.addEventListener("click", (event) => {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
  const word = event.target.closest(".text a[data-report]");
  const title = event.target.closest(".card h3 a");
  if (modified || !(word || title)) return;
  event.preventDefault();
  if (word) choose(word.dataset.report, "card");
  else choose(title.closest(".card").dataset.number, "text");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") light(null);
});

function tell(event) {
  const readout = document.querySelector(".readout");
  const piece = event.target.closest && event.target.closest(".text [data-label]");
  if (readout && piece) readout.textContent = piece.dataset.label;
}
document.addEventListener("pointerover", tell);
document.addEventListener("focusin", tell);

// "use selected words": puts what is selected in the article into the field beside the button
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-into]");
  if (!button) return;
  const words = String(getSelection()).trim();
  const field = button.form && button.form.elements[button.dataset.into];
  if (words && field) field.value = words;
  event.preventDefault();
});

// a mode belongs to a type
document.addEventListener("change", (event) => {
  const type = event.target.closest("select[data-modes]");
  if (!type) return;
  const modes = type.form.elements[type.dataset.modes];
  const group = type.value;
  for (const option of all("option", modes)) {
    const fits = !option.value || !option.dataset.of || option.dataset.of.split(" ").includes(group) || !group;
    option.hidden = option.disabled = !fits;
    if (!fits && option.selected) modes.value = "";
  }
});

// the brush: drag over the timeline to choose days; the two date fields do the same by keyboard
let brush = null;
document.addEventListener("pointerdown", (event) => {
  const plot = event.target.closest(".brushable");
  if (!plot || event.button !== 0) return;
  brush = { plot, from: place(plot, event), to: place(plot, event) };
  plot.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (!brush) return;
  brush.to = place(brush.plot, event);
  const box = brush.plot.querySelector(".brush");
  box.setAttribute("x", Math.min(brush.from, brush.to));
  box.setAttribute("width", Math.abs(brush.to - brush.from));
});
document.addEventListener("pointerup", () => {
  if (!brush) return;
  const { plot } = brush;
  const slots = all(".slot", plot);
  const [left, right] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
  brush = null;
  const chosen = slots.filter((slot) => {
    const x = Number(slot.getAttribute("x"));
    return x + Number(slot.getAttribute("width")) > left && x <= right;
  });
  const form = document.getElementById("filters");
  if (!chosen.length || !form) return;
  form.elements.since.value = chosen[0].dataset.first;
  form.elements.until.value = chosen[chosen.length - 1].dataset.last;
  form.requestSubmit();
});
document.addEventListener("pointercancel", () => { brush = null; });

function place(plot, event) {
  const box = plot.getBoundingClientRect();
  return ((event.clientX - box.left) / box.width) * plot.viewBox.baseVal.width;
}

function begin() {
  const chosen = document.querySelector(".card.chosen");
  if (chosen && document.querySelector(".text")) choose(chosen.dataset.number, "both");
}
document.addEventListener("DOMContentLoaded", begin);
