// <refer-and-earn>: the Refer and Earn page in a page of yours (docs/page.md).
// This file never changes, so that its integrity hash stays good: what it would do anew is element-2.js.
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  customElements.define("refer-and-earn", class extends HTMLElement {
    #frame;
    #ask;
    #heard = ({ source, origin, data }) => {
      if (source !== this.#frame.contentWindow || origin !== home) return;
      if (data.type === "gw:size") this.#frame.style.height = data.height + "px";
      if (data.type === "gw:renew") this.#give();
      if (data.type === "gw:news") {
        this.#tell("gw:news", data.detail);
        if (data.detail.is_new && data.detail.is_reward) this.#tell("gw:reward", data.detail);
      }
    };
    connectedCallback() {
      // A host may have set it before this script was there.
      if (Object.hasOwn(this, "getToken")) {
        this.#ask = this.getToken;
        delete this.getToken;
      }
      const frame = this.#frame = document.createElement("iframe");
      const program = this.getAttribute("program");
      frame.src = home + "/portal/embed" + (program ? "?program_id=" + encodeURIComponent(program) : "");
      frame.title = this.getAttribute("label") || "Refer and Earn";
      frame.allow = "clipboard-write; web-share";
      frame.style.cssText = "display:block;width:100%;border:0;height:" + (parseInt(this.getAttribute("height")) || 900) + "px";
      frame.onload = () => this.#give();
      addEventListener("message", this.#heard);
      this.replaceChildren(frame);
    }
    disconnectedCallback() {
      removeEventListener("message", this.#heard);
    }
    // A function of the host's that answers a token, or the promise of one: it stays in this page's memory.
    set getToken(ask) {
      this.#ask = ask;
      if (this.#frame) this.#give();
    }
    async #give() {
      const url = this.getAttribute("token-url");
      if (!this.#ask && !url) return;
      let token = "";
      try {
        token = await (this.#ask ? this.#ask() : this.#fetch(url));
      } catch (error) {
        this.#tell("gw:error", error);
      }
      const scheme = this.getAttribute("scheme");
      this.#frame.contentWindow?.postMessage({ type: "gw:token", token: token || "", scheme }, home);
    }
    async #fetch(url) {
      const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok) throw new Error(url + " answered " + answer.status);
      return (await answer.text()).trim();
    }
    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    }
  });
})();
