// What a browser adds to a page that works without it: copying, sharing, chips, and news by itself.
(() => {
"use strict";
const $ = (id) => document.getElementById(id);
const said = document.body.dataset;

// The clipboard, else the old command, else the text is selected and the person told what to press.
const url = $("url"), copy = $("copy"), share = $("share");
const label = copy && copy.textContent;
const copied = async () => {
  try { await navigator.clipboard.writeText(url.value); return true; } catch { /* denied, or not there */ }
  url.focus();
  url.select();
  try { return document.execCommand("copy"); } catch { return false; }
};
if (copy) {
  copy.hidden = false;
  copy.onclick = async () => {
    const done = await copied();
    $("copied").textContent = done ? copy.dataset.done : copy.dataset.select;
    if (!done) { url.focus(); url.select(); return; }
    copy.textContent = "✓ " + copy.dataset.done;
    copy.focus();
    setTimeout(() => { copy.textContent = label; $("copied").textContent = ""; }, 2000);
  };
  url.onfocus = () => url.select();
  if (navigator.share) {
    share.hidden = false;
    share.onclick = () => navigator.share({ title: document.title, url: url.value }).catch(() => {});
  }
}

// Addresses as chips, beside the box that stays what is sent.
const box = $("recipients"), chips = $("chips");
if (box) {
  const address = (entry) => /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(entry.replace(/^.*<|>.*$/g, "").trim());
  const entries = () => box.value.split(/[,;\n]+/).map((entry) => entry.trim()).filter(Boolean);
  const draw = () => {
    chips.replaceChildren(...entries().map((entry, at) => {
      const chip = document.createElement("button"), item = document.createElement("li");
      chip.type = "button";
      chip.textContent = entry + " ×";
      chip.setAttribute("aria-label", chips.dataset.remove.replace("%", entry));
      chip.className = address(entry) ? "" : "bad";
      chip.onclick = () => {
        box.value = entries().filter((_, other) => other !== at).join("\n");
        draw();
        box.focus();
      };
      item.append(chip);
      return item;
    }));
  };
  box.addEventListener("input", draw);
  draw();
  // The preview follows what is typed, a moment later.
  const look = $("look"), message = $("message"), reset = $("reset");
  let later;
  const show = () => look.open && $("again").click();
  const soon = () => { clearTimeout(later); later = setTimeout(show, 700); };
  look.addEventListener("toggle", show);
  $("invite").addEventListener("input", soon);
  if (reset) {
    reset.hidden = false;
    reset.onclick = () => { message.value = reset.dataset.original; message.focus(); soon(); };
  }
}

// News by itself, while the page is looked at: within 20 seconds, and nothing while it is hidden.
let tag, last, waiting, ended = false;
const toast = (text) => {
  const line = document.createElement("p");
  line.className = "done toast";
  line.textContent = text;
  $("toast").replaceChildren(line);
  setTimeout(() => line.classList.remove("toast"), 8000);
};
// The parts that news changes, fresh from the server; what is being typed stays.
const refresh = async () => {
  const page = await fetch("/portal", { credentials: "same-origin" });
  if (!page.ok) return;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  for (const id of ["balance", "friends", "news", "unread"]) {
    const [old, now] = [$(id), fresh.getElementById(id)];
    if (old && now && !old.contains(document.activeElement)) old.replaceWith(now);
  }
};
const ask = async () => {
  clearTimeout(waiting);
  if (document.hidden || ended) return;
  try {
    const answer = await fetch("/portal/news", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 401) { ended = true; toast(said.ended); return; }
    if (answer.status === 200) {
      const news = await answer.json();
      const isFirst = tag === undefined;
      tag = answer.headers.get("ETag");
      if (!isFirst) await refresh();
      if (!isFirst && news.id && news.id !== last) toast(said.new + " " + news.text);
      last = news.id;
    }
  } catch { if (!navigator.onLine) toast(said.offline); }
  waiting = setTimeout(ask, 15000);
};
if ($("news")) {
  document.addEventListener("visibilitychange", ask);
  addEventListener("offline", () => toast(said.offline));
  addEventListener("online", ask);
  ask();
}
})();
