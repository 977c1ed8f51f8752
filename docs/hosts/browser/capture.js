(() => {
  const { name = "ref", days = 90, domain, capture } = document.currentScript.dataset;
  const tokens = (text) => (text ?? "").split("..").filter((it) => /^[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}$/.test(it));
  const kept = tokens(/(?:^|; )gw_ref=([^;]*)/.exec(document.cookie)?.[1]).slice(0, 2);
  const [touch] = tokens(new URLSearchParams(location.search).get(name));
  const isNew = touch && !kept.includes(touch);
  const value = (isNew ? [...kept.slice(0, 1), touch] : kept).join("..");
  const consent = () => {
    if (isNew) document.cookie = `gw_ref=${value}; Path=/; Max-Age=${days * 86400}; SameSite=Lax; Secure${domain ? `; Domain=${domain}` : ""}`;
  };
  if (capture !== "on-consent") consent();
  window.goodword = { consent };
  addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("form[data-goodword] [name=gw_ref]")) field.value = value;
  });
})();
