// The page in a page of the host's: every call brings the token that the host gave. It is kept here
// alone, in a variable, and comes from none but the origins that the program names. A module, after
// page.js.
const { $ } = gw, root = document.documentElement, { parents, program } = document.body.dataset;
let token, host, renewal;
// What waits for a token: at first, the page.
let given = () => load("/portal").then(() => new ResizeObserver(size).observe(root));
gw.tell = (type, more) => host && parent.postMessage({ type, ...more }, host);
const renewed = () => new Promise((done) => { given = done; gw.tell("gw:renew"); setTimeout(done, 10000); });

// Only once there is something: the place that the element keeps free does not shrink before.
const size = () => gw.tell("gw:size", { height: Math.ceil(root.getBoundingClientRect().height) });

// A new token is asked for when 80 % of this one's life are over, and once more when it is refused.
gw.call = async (path, options, isAgain) => {
  const answer = await fetch(path, { ...options, headers: { authorization: "Bearer " + token, "gw-program": program } });
  if (answer.status === 401 && !isAgain) { await renewed(); return gw.call(path, options, true); }
  const left = answer.headers.get("gw-seconds-left");
  if (left) renewal ??= setTimeout(gw.tell, left * 800, "gw:renew");
  return answer;
};

const load = async (path, options, section) => {
  try {
    const answer = await gw.call(path, options);
    if (answer.status === 401) return gw.end();
    const page = await gw.page(answer), { lang, dir } = page.documentElement;
    Object.assign(root, { lang, dir });
    document.body.replaceChildren(...page.body.childNodes);
    gw.start();
    const at = $(section);
    if (at) { at.tabIndex = -1; at.focus(); }
  } catch { $("offline").hidden = false; }
};

window.onmessage = ({ source, origin, data }) => {
  if (source !== parent || !parents.split(" ").includes(origin) || data?.type !== "gw:token") return;
  host = origin;
  token = data.token;
  renewal = clearTimeout(renewal);
  if (data.scheme) root.style.colorScheme = data.scheme;
  const next = given ?? gw.ask;
  given = null;
  next();
};
// No form can bring a header: into the preview's frame, which is ours too, the token goes in its
// body.
document.onformdata = ({ formData }) => {
  formData.set("token", token);
  formData.set("program_id", program);
};
document.onsubmit = ({ target: form, submitter: by }) => {
  if (by?.formTarget) return;
  load(form.action, gw.filled(form, by), form.closest("section")?.id);
  return false;
};
// Links to this page stay in it; all others open a new tab, by the frame's base.
root.onclick = ({ target }) => {
  const link = target.closest("a");
  if (link?.pathname !== "/portal") return;
  load("/portal" + link.search, {}, link.hash.slice(1));
  return false;
};
