// What a browser adds to a console that works without it: copying, and keys for the queue.
(() => {
"use strict";
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.onclick = async () => {
    let done = true;
    try { await navigator.clipboard.writeText(text.value); } catch {
      text.focus();
      text.select();
      try { done = document.execCommand("copy"); } catch { done = false; }
    }
    said.textContent = done ? "Copied" : "Press Ctrl+C";
    if (done) setTimeout(() => { said.textContent = ""; }, 2000);
  };
}

// j and k walk through the queue; "/" goes to the box. Nothing is decided by a single key.
const cases = [...document.querySelectorAll(".case")];
addEventListener("keydown", (press) => {
  if (press.ctrlKey || press.metaKey || press.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(press.target.tagName)) return;
  if (press.key === "/") { press.preventDefault(); document.getElementById("q").focus(); return; }
  const step = { j: 1, k: -1 }[press.key];
  if (!step || !cases.length) return;
  const at = cases.findIndex((it) => it.contains(document.activeElement));
  const next = cases[Math.min(Math.max(at + step, 0), cases.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});
})();
