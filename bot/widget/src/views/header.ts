/** The bar on top: name, language, new conversation, close. */
import { h, icon } from "../dom";
import { CLOSE, RESTART } from "../icons";
import type { Context } from "./context";

export class Header {
  readonly title = h("h2");
  readonly #locales = h("select", { onchange: () => this.context.choose(this.#locales.value) });
  readonly #restart = h("button", { type: "button", class: "tool", onclick: () => this.restart() }, icon(RESTART));
  readonly #close = h("button", { type: "button", class: "tool", onclick: () => this.context.close() }, icon(CLOSE));
  readonly root = h(
    "div",
    { class: "head", part: "header" },
    h("slot", { name: "heading" }, this.title),
    this.#locales,
    this.#restart,
    this.#close,
  );

  constructor(
    readonly context: Context,
    readonly restart: () => void,
  ) {}

  update(heading: string, closable: boolean): void {
    const { words, conversation } = this.context;
    this.title.textContent = heading || words.say("heading");
    this.#offer(conversation.history.session?.locales ?? [], words.locale);
    name(this.#locales, words.say("language"));
    name(this.#restart, words.say("restart"));
    name(this.#close, words.say("close"));
    this.#close.hidden = !closable;
  }

  #offer(locales: { id: string; name: string }[], chosen: string): void {
    this.#locales.hidden = locales.length < 2;
    const known = [...this.#locales.options].map(({ value }) => value).join();
    if (known !== locales.map(({ id }) => id).join()) {
      const options = locales.map(({ id, name }) => h("option", { value: id, lang: id.replace("_", "-") }, name));
      this.#locales.replaceChildren(...options);
    }
    this.#locales.value = chosen;
  }
}

function name(element: HTMLElement, label: string): void {
  element.setAttribute("aria-label", label);
  element.title = label;
}
