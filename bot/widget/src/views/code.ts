/** A block of code with a button that copies it. */
import { h } from "../dom";
import type { Context } from "./context";
import { copyButton } from "./copy";

export function codeBlock(code: string, language: string, context: Context): Node {
  const bar = h("div", { class: "bar" }, h("span", {}, language), copyButton(code, context.words.say("copyCode"), context));
  const label = language || "code";
  return h("div", { class: "code" }, bar, h("pre", { tabindex: 0, role: "group", "aria-label": label }, h("code", {}, code)));
}
