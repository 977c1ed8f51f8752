// What a browser adds to a page that works without it: copying, sharing, what the server says of
// what is being typed, a draft that outlives a reload, and news by itself. All words stand in the
// page already. A module; comments and indents are taken out before it is sent.
const $ = (id) => document.getElementById(id);
// What embed.js, where the page is in a page of the host's, does in a way of its own.
const gw = window.gw = { $, call: (...asked) => fetch(...asked), tell() {} };
document.documentElement.classList.add("js", navigator.share ? "shares" : "js");

// An answer as a page. Its colours are here already, and those of an answer have another nonce.
gw.page = async (answer) =>
  new DOMParser().parseFromString((await answer.text()).replace(/<style[^]*?<\/style>/g, ""), "text/html");
gw.filled = (form, by) => ({ method: "POST", body: new URLSearchParams(new FormData(form, by)) });
// The parts that live, fresh from the server; what has the focus stays.
const draw = (page) => {
  for (const now of page.querySelectorAll(".live")) {
    const old = $(now.id);
    if (old?.matches(":not(:focus-within)")) old.replaceWith(now);
  }
};

const edit = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
};
const clicked = {
  // The clipboard, else the old command, else the text is selected and the person told what to press.
  async copy(copy) {
    const url = $("url"), said = $("copied");
    said.textContent = "";
    let isDone = true;
    try { await navigator.clipboard.writeText(url.value); } catch {
      url.select();
      isDone = document.execCommand("copy");
    }
    said.textContent = isDone ? copy.dataset.done : copy.dataset.select;
    if (isDone) copy.focus();
  },
  share: () => navigator.share({ title: document.title, url: $("url").value }).catch(() => {}),
  url: (url) => url.select(),
  reset: (reset) => edit($("message"), reset.dataset.original),
};
document.onclick = ({ target }) => {
  clicked[target.id]?.(target);
  // A chip is taken out: what the others stand for is left in the box.
  if (target.matches("#chips button")) {
    target.parentNode.remove();
    edit($("recipients"), [...$("chips").children].map((it) => it.firstChild.value).join("\n"));
  }
  // Each preview is a new frame: else the way back would lead through all.
  if (target.name === "look") {
    $("preview").replaceWith($("preview").cloneNode());
    for (const it of target.parentNode.children) it.setAttribute("aria-pressed", it === target);
  }
};

// The draft outlives a reload, in this tab alone; some browsers deny a frame that, or anybody.
const keep = ({ dataset, recipients, message }) => {
  try { sessionStorage.draft = JSON.stringify([dataset.draft, recipients.value, message?.value]); } catch {}
};
const restore = (form) => {
  try {
    const [of, recipients, message] = JSON.parse(sessionStorage.draft);
    if (of !== form.dataset.draft || form.dataset.sent) return delete sessionStorage.draft;
    form.recipients.value = recipients;
    form.message.value = message;
  } catch {}
  if (form.recipients.value) check(form);
};
// What the server says of a form so far, and the preview where it is looked at. What fails here is
// said once the form is sent.
let later, turn;
const check = async (form) => {
  const mine = turn = {};
  try {
    const page = await gw.page(await gw.call("/portal/check", gw.filled(form)));
    if (mine === turn) draw(page);
  } catch {}
};
const show = () => $("look")?.open && document.querySelector("[aria-pressed=true], [name=look]:not([aria-pressed])").click();
document.addEventListener("toggle", show, true);
document.oninput = ({ target: { form } }) => {
  if (form.recipients) {
    keep(form);
    $("chips").inert = true;
  }
  clearTimeout(later);
  later = setTimeout(() => { check(form); show(); }, 500);
};

// News by itself, while the page is looked at: within 20 seconds, and nothing while it is hidden.
let last, unread, waiting;
const ask = gw.ask = async () => {
  clearTimeout(waiting);
  if (document.hidden || !$("news") || !$("ended").hidden) return;
  try {
    const answer = await gw.call("/portal/news");
    if (answer.status === 401) return gw.end();
    const text = await answer.text();
    if (answer.ok && text !== last) {
      const news = JSON.parse(text), is_new = news.unread > unread;
      if (last) draw(await gw.page(await gw.call("/portal")));
      if (is_new) toast(news.text);
      gw.tell("gw:news", { detail: { ...news, is_new } });
      last = text;
      unread = news.unread;
    }
  } catch {}
  waiting = setTimeout(ask, 15000);
};
const toast = (text) => {
  const line = $("toast");
  line.textContent = line.dataset.new + " " + text;
  line.className = "done toast";
  setTimeout(() => line.classList.remove("toast"), 8000);
};
// In place, with the way on; what is there stays.
gw.end = () => { $("ended").hidden = false; };
window.onoffline = window.ononline = () => {
  $("offline").hidden = navigator.onLine;
  ask();
};
document.onvisibilitychange = ask;
gw.start = () => {
  turn = clearTimeout(later);
  if ($("invite")) restore($("invite"));
  ask();
};
if (!document.body.dataset.parents) gw.start();
