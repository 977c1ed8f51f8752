// What a browser adds to a page that works without it: copying, sharing, chips, a preview that
// follows, and news by itself. Comments and indents are taken out before it is sent.
(() => {
"use strict";
const $ = (id) => document.getElementById(id);
const said = { ...document.body.dataset };
// What embed.js, where the page is in a page of the host's, does in a way of its own.
const gw = window.gw = {
  said,
  call: (path, options) => fetch(path, { ...options, cache: "no-store" }),
  tell: () => {},
  again: () => location.reload(),
};
const make = gw.make = (tag, props) => Object.assign(document.createElement(tag), props);

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
let tag, last, waiting;
gw.over = false;
const place = () => $("toast") ?? document.querySelector("main").appendChild(make("div", { id: "toast" }));
const toast = gw.toast = (text) => {
  const line = make("p", { className: "done toast", textContent: text });
  place().replaceChildren(line);
  setTimeout(() => line.classList.remove("toast"), 8000);
};
// In place, with the way on; what is there stays.
const over = gw.end = () => {
  gw.over = true;
  const line = make("p", { className: "hint", textContent: said.ended + " " });
  line.append(make("button", { textContent: said.reload, onclick: () => gw.again() }));
  place().replaceChildren(line);
};
// The parts that news changes, fresh from the server; what is being typed stays.
const refresh = async () => {
  const page = await gw.call("/portal");
  if (!page.ok) return;
  // The colours are there already, and those of another answer have another nonce.
  const text = (await page.text()).replace(/<style[^]*?<\/style>/g, "");
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["balance", "friends", "news", "unread"]) {
    const [old, now] = [$(id), fresh.getElementById(id)];
    if (old && now && !old.contains(document.activeElement)) old.replaceWith(now);
  }
};
const ask = gw.ask = async () => {
  clearTimeout(waiting);
  if (document.hidden || gw.over || !$("news")) return;
  try {
    const answer = await gw.call("/portal/news", { headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 401) return over();
    if (answer.status === 200) {
      const news = await answer.json();
      const isFirst = tag === undefined;
      tag = answer.headers.get("ETag");
      if (!isFirst) await refresh();
      const is_new = !isFirst && !!news.id && news.id !== last;
      if (is_new) toast(said.new + " " + news.text);
      gw.tell("gw:news", { detail: { ...news, is_new } });
      last = news.id;
    }
  } catch { if (!navigator.onLine) toast(said.offline); }
  waiting = setTimeout(ask, 15000);
};
gw.start = () => { wireLink(); wireInvites(); ask(); };

document.addEventListener("visibilitychange", () => ask());
addEventListener("offline", () => toast(said.offline));
addEventListener("online", () => ask());
if (said.parents === undefined) gw.start();
})();
