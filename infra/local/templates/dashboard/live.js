(() => {
  const main = document.querySelector("main");
  const clock = document.querySelector("#now");
  const veil = document.querySelector(".veil");
  const watched = main.dataset.live.split(" ");
  let known = null;
  let passing = false;

  // What a reader has opened or is typing stays as it is.
  const isInUse = () => main.querySelector("details.item[open]") || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);

  const renew = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const counts = page.querySelector(".tabs");
    if (counts) document.querySelector(".tabs").innerHTML = counts.innerHTML;
    if (isInUse()) return;
    const notice = main.querySelector(".notice");
    main.innerHTML = page.querySelector("main").innerHTML;
    if (notice && !main.querySelector(".notice")) main.prepend(notice);
  };

  const look = async () => {
    if (document.hidden) return;
    const pulse = await (await fetch("/_local/view/pulse")).json();
    clock.textContent = pulse.now;
    const seen = watched.map((name) => pulse[name]).join();
    if (known !== null && known !== seen && !passing) await renew();
    known = seen;
  };

  const tick = async () => {
    try { await look(); } catch { clock.textContent = "not running"; }
    setTimeout(tick, passing ? 300 : 1500);
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-passes]")) return;
    passing = true;
    veil.classList.add("on");
  });
  // Coming back by the browser's own button shows the page as it was left.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  if (location.search.includes("notice=")) {
    const url = new URL(location.href);
    url.searchParams.delete("notice");
    history.replaceState(null, "", url);
  }
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  tick();
})();
