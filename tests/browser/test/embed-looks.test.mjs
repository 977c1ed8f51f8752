// <refer-and-earn> on a phone, in large text, by keyboard alone, and from right to left.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { framed, inside, look, sessionToken } from "../element.mjs";
import { axe, close, customer, overflow, picture, program, signup } from "../world.mjs";

before(() => program("clientjoy"));
after(close);

// Somebody with a link and a friend, in the element.
async function shown(options = {}, person = {}) {
  const ana = await customer("Ana Ruiz", [], person);
  const { origin, id } = await framed((id) => () => sessionToken(ana, id));
  await signup(ana, id);
  const seen = await look(origin, options);
  await seen.frame.locator("#url").waitFor();
  await seen.frame.locator("#friends tbody tr").waitFor();
  return { ...seen, document: inside(seen.page) };
}
// Neither the page nor the frame has anything that only scrolling sideways, or in the frame, shows.
async function fits(page, document) {
  assert.ok((await overflow(page)) <= 0, "the host's page is too wide");
  assert.ok((await overflow(document)) <= 0, "the frame is too wide");
  const [outer, inner] = await Promise.all([
    page.evaluate(() => window.document.querySelector("refer-and-earn iframe").clientHeight),
    document.evaluate(() => window.document.documentElement.scrollHeight),
  ]);
  assert.ok(Math.abs(outer - inner) <= 1, `${inner} px in a frame of ${outer}`);
}

test("at 320 px nothing overflows, by day and by night", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, document } = await shown({ viewport: { width: 320, height: 640 }, colorScheme });
    await document.locator("summary").first().click();
    await page.waitForTimeout(300);
    await fits(page, document);
    assert.deepEqual(await axe(page), [], colorScheme);
    await picture(page, `element-phone-${colorScheme}`, { height: 1600 });
  }
});

test("text of twice the size fits, and the frame grows with it", async () => {
  const { page, document } = await shown({ viewport: { width: 640, height: 900 } });
  await document.evaluate(() => { window.document.documentElement.style.fontSize = "200%"; });
  await page.waitForTimeout(300);
  await fits(page, document);
  assert.deepEqual(await axe(page), []);
  await picture(page, "element-large-text", { height: 1600 });
});

test("by keyboard alone a friend is invited, everything shows its focus, and the way leads out again", async () => {
  const { page, document } = await shown();
  await page.evaluate(() => window.document.body.focus());
  const at = () => document.evaluate(() => {
    const it = window.document.activeElement;
    return { id: it.id || it.textContent.trim(), seen: getComputedStyle(it).outlineStyle !== "none", isNothing: it === window.document.body };
  });
  const on = async (id, presses = 40) => {
    for (; presses > 0; presses -= 1) {
      await page.keyboard.press("Tab");
      const now = await at();
      if (now.isNothing) continue;
      assert.ok(now.seen, `${now.id} does not show its focus`);
      if (now.id === id) return;
    }
    assert.fail(`${id} is not reached`);
  };
  await on("copy");
  await page.keyboard.press("Enter");
  await document.locator("#copied", { hasText: /Copied|Press Ctrl/ }).waitFor();
  await on("recipients");
  await page.keyboard.type("bo@keys.example");
  await document.locator("#chips button").waitFor();
  await on("Send invites");
  await page.keyboard.press("Enter");
  await document.getByText("1 invite is on its way.").waitFor();
  // The answer has the focus: whoever does not see it goes on from there.
  assert.equal((await at()).id, "invites");
  const isOut = () => page.evaluate(() => window.document.activeElement.id === "below");
  let presses = 60;
  while (!(await isOut()) && presses > 0) {
    await page.keyboard.press("Tab");
    presses -= 1;
  }
  assert.ok(presses > 0, "the keyboard does not leave the frame");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => window.document.activeElement.localName), "iframe");
});

test("from right to left the frame is mirrored in a page that is not", async () => {
  const { page, document, frame } = await shown({ viewport: { width: 320, height: 640 } }, { locale: "ar-XB" });
  assert.equal(await document.evaluate(() => window.document.documentElement.dir), "rtl");
  const [link, copy] = [await frame.locator("#url").boundingBox(), await frame.locator("#copy").boundingBox()];
  assert.ok(link.x >= copy.x || copy.y > link.y);
  await fits(page, document);
  assert.deepEqual(await axe(page), []);
  await picture(page, "element-right-to-left", { height: 1600 });
});
