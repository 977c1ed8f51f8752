// The page in a page of the host's: every call brings the token that the host gave. It is kept here
// alone, in a variable, and comes from none but the origins that the program names.
(() => {
"use strict";
const { gw, parent } = window, { said, make } = gw;
const root = document.documentElement;
const parents = said.parents.split(" ");
let token, host, given, renewal, isNew = false;
const tell = gw.tell = (type, more) => host && parent.postMessage({ type, ...more }, host);
const renewed = () => new Promise((done) => { given = done; tell("gw:renew"); setTimeout(done, 10000); });

// Only once there is something: the place that the element keeps free does not shrink before.
const size = () => tell("gw:size", { height: Math.ceil(root.getBoundingClientRect().height) });

// A new token is asked for when 80 % of this one's life are over, and once more when it is refused.
gw.call = async (path, options = {}, isAgain = false) => {
  const headers = { ...options.headers, authorization: "Bearer " + token, "gw-program": said.program };
  const answer = await fetch(path, { ...options, headers, cache: "no-store" });
  if (answer.status === 401 && !isAgain) { await renewed(); return gw.call(path, options, true); }
  const left = answer.headers.get("gw-seconds-left");
  if (isNew && left) {
    isNew = false;
    clearTimeout(renewal);
    renewal = setTimeout(tell, left * 800, "gw:renew");
  }
  return answer;
};

// No picture can bring a token: it is drawn when it is looked at.
const drawn = (page) => {
  const image = page.querySelector(".qr");
  if (!image) return;
  const parts = image.closest("details");
  image.removeAttribute("src");
  parts.ontoggle = async () => {
    parts.ontoggle = null;
    const svg = await (await gw.call("/portal/qr.svg")).blob();
    image.src = parts.querySelector("[download]").href = URL.createObjectURL(svg);
  };
};
const load = async (path = "/portal", options = {}, section = "") => {
  try {
    const answer = await gw.call(path, options);
    if (answer.status === 401) return gw.end();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    drawn(page);
    Object.assign(said, page.body.dataset);
    root.lang = page.documentElement.lang;
    root.dir = page.documentElement.dir;
    document.body.replaceChildren(...page.body.childNodes);
    gw.over = false;
    gw.start();
    const at = document.getElementById(section);
    if (at) { at.tabIndex = -1; at.focus(); }
  } catch { gw.toast(said.offline); }
};
gw.again = async () => { await renewed(); load(); };

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || !parents.includes(origin) || data?.type !== "gw:token") return;
  const isFirst = !host;
  [host, token, isNew] = [origin, data.token, true];
  if (data.scheme) root.style.colorScheme = data.scheme;
  if (given) { given(); given = null; } else if (isFirst) {
    load().then(() => new ResizeObserver(size).observe(root));
  } else gw.ask();
});
document.addEventListener("submit", (event) => {
  const { target: form, submitter: by } = event;
  // Into the preview's frame, which is ours too: the token goes in the form's body.
  if (by?.formTarget) {
    for (const [name, value] of Object.entries({ token, program_id: said.program })) {
      const field = make("input", { type: "hidden", name, value });
      form.append(field);
      setTimeout(() => field.remove());
    }
    return;
  }
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, by));
  load(form.getAttribute("action"), { method: "POST", body }, form.closest("section")?.id);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.download || link.getAttribute("href")[0] === "#") return;
  if (link.origin !== location.origin || link.pathname.startsWith("/u/")) { link.target = "_blank"; return; }
  event.preventDefault();
  load("/portal" + link.search, {}, link.hash.slice(1));
});
})();
