// What a browser adds to a page that works without it: copying, sharing, chips, a preview that
// follows, and news by itself. Comments and indents are taken out before it is sent.
(() => {
"use strict";
const $ = (id) => document.getElementById(id);
const said = document.body.dataset;
const make = (tag, props) => Object.assign(document.createElement(tag), props);

// The clipboard, else the old command, else the text is selected and the person told what to press.
const copied = async (url) => {
  try { await navigator.clipboard.writeText(url.value); return true; } catch { /* denied, or not there */ }
  url.focus();
  url.select();
  try { return document.execCommand("copy"); } catch { return false; }
};
const wireLink = () => {
  const url = $("url"), copy = $("copy"), share = $("share");
  if (!copy) return;
  const label = copy.textContent;
  copy.hidden = false;
  copy.onclick = async () => {
    const done = await copied(url);
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
};

// Addresses as the server reads them (domain::pasted), each a chip beside the box that is sent.
const isName = /^(\p{L}|[ ,'’-]|\.(?= |$))+$/u;
const entries = (text) => text.split("\n").flatMap((line) => {
  const fields = (line.match(/("[^"]*"?|[^,;\t"])+/g) ?? []).map((it) => it.replaceAll('"', "").trim()).filter(Boolean);
  const [address, more] = fields.filter((it) => it.includes("@"));
  const names = fields.filter((it) => !it.includes("@"));
  if (!address && names.some((it) => /^(e-?)?mail( address)?$/i.test(it))) return [];
  if (!address || more || address.includes("<") || !names.length || !names.every((it) => isName.test(it))) return fields;
  return [`${names.join(" ")} <${address}>`];
});
const isAddress = (entry) => /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(entry.replace(/^.*<|>.*$/g, "").trim());
const wireInvites = () => {
  const box = $("recipients"), chips = $("chips"), message = $("message"), reset = $("reset");
  if (!box) return;
  const draw = () => {
    const all = entries(box.value);
    chips.replaceChildren(...all.map((entry, at) => {
      const chip = make("button", { type: "button", textContent: entry + " ×", className: isAddress(entry) ? "" : "bad" });
      chip.setAttribute("aria-label", chips.dataset.remove.replace("%", entry));
      chip.onclick = () => {
        all.splice(at, 1);
        box.value = all.map((it) => it.replace(/^(.*[,;].*?) *</, '"$1" <')).join("\n");
        draw();
        box.focus();
      };
      const item = make("li");
      item.append(chip);
      return item;
    }));
  };
  box.addEventListener("input", draw);
  draw();
  // The preview follows what is typed. Each is a new frame: else the way back would lead through all.
  const look = $("look");
  let chosen = look.querySelector("button"), later;
  $("looks").onclick = ({ target }) => {
    if (target.name !== "look") return;
    chosen = target;
    $("preview").replaceWith($("preview").cloneNode());
    for (const it of $("looks").children) it.setAttribute("aria-pressed", it === chosen);
  };
  const show = () => look.open && chosen.click();
  const soon = () => { clearTimeout(later); later = setTimeout(show, 700); };
  look.addEventListener("toggle", show);
  $("invite").addEventListener("input", soon);
  if (reset) {
    reset.hidden = false;
    reset.onclick = () => { message.value = reset.dataset.original; message.focus(); soon(); };
  }
};

// News by itself, while the page is looked at: within 20 seconds, and nothing while it is hidden.
let tag, last, waiting, ended = false;
const toast = (text) => {
  const line = make("p", { className: "done toast", textContent: text });
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

wireLink();
wireInvites();
if ($("news")) {
  document.addEventListener("visibilitychange", ask);
  addEventListener("offline", () => toast(said.offline));
  addEventListener("online", ask);
  ask();
}
})();
