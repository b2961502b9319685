// Accessibility of every page and state, light and dark, wide and on a phone: axe finds no violation.

import { test } from "node:test";
import { DESKTOP, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, openProduct, saved } from "./shopper.mjs";

const atelier = withBrowser();
const LOOKS = ["light", "dark"].flatMap((colorScheme) => [
  { name: `${colorScheme}, wide`, options: { colorScheme, viewport: DESKTOP } },
  { name: `${colorScheme}, phone`, options: { colorScheme, viewport: PHONE, touch: true } },
]);


for (const { name, options } of LOOKS) {
  test(`store, designs and style, empty and filled (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await page.getByTestId("product-tee").waitFor();
    await assertAccessible(page);
    await page.goto("#/designs");
    await page.getByText("Your first one is waiting").waitFor();
    await assertAccessible(page);
    await page.goto("#/style");
    await page.getByTestId("consent").waitFor();
    await assertAccessible(page);

    await page.getByTestId("quiz").getByRole("button").first().click();
    await page.goto("#/");
    await openProduct(page);
    await addHeading(page, "Seen by axe");
    await saved(page);
    await page.goto("#/");
    await page.getByTestId("continue").waitFor();
    await page.getByRole("button", { name: "Why?" }).first().click();
    await assertAccessible(page);
    await page.goto("#/designs");
    await page.getByTestId("design-card").waitFor();
    await page.getByRole("button", { name: /^More for/ }).click();
    await assertAccessible(page);
    await page.goto("#/style");
    await page.getByTestId("taste-row").first().waitFor();
    await assertAccessible(page);
  });

  test(`editor with each panel, a selection and the order (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await openProduct(page);
    await assertAccessible(page);
    await addHeading(page, "Seen by axe");
    await assertAccessible(page);
    for (const tool of ["image", "artwork", "shapes", "templates", "ideas", "layers"]) {
      await page.getByTestId(`tool-${tool}`).click();
      await page.locator(".panel .panel-body > *").first().waitFor();
      await page.locator(".panel .spinner").waitFor({ state: "detached" });
      await assertAccessible(page);
    }
    await page.locator(".context-bar").getByRole("button", { name: "Arrange" }).click();
    await page.getByTestId("toolbar-dialog").getByRole("button", { name: "Done" }).waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette").getByRole("option").first().waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByTestId("order").click();
    await page.getByTestId("price-table").waitFor();
    await assertAccessible(page);
  });
}
