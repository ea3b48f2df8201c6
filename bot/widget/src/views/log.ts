/** The list of what was said. An entry is drawn anew only when it has changed, and keeps the focus. */
import { h } from "../dom";
import { isUnderWay } from "../history";
import type { Entry } from "../records";
import { moveByArrow } from "./cards";
import type { Context } from "./context";
import { questionView, secondsTo } from "./question";
import { replyView } from "./reply";

interface Drawn {
  state: string;
  node: HTMLElement;
}

export class Log {
  readonly root = h("div", { class: "log", part: "log", role: "log", "aria-live": "off", tabindex: 0, onkeydown: moveByArrow });
  readonly #typing = h("div", { class: "typing" }, h("span"), h("span"), h("span"));
  readonly #drawn = new Map<string, Drawn>();
  #ticking = 0;

  constructor(readonly context: Context) {
    this.root.append(h("slot", { name: "greeting" }), this.#typing);
  }

  update(entries: Entry[]): void {
    this.root.setAttribute("aria-label", this.context.words.say("log"));
    this.#forget(entries);
    const added = entries.filter((entry) => this.#draw(entry));
    this.#order(entries);
    this.#typing.hidden = !entries.some((entry) => entry.role === "user" && entry.state === "pending");
    this.#tick(entries.some(isUnderWay));
    const last = added.at(-1);
    if (last) this.#show(last);
  }

  /** From an empty field up to the choices of the last answer. */
  focusChoices(): boolean {
    const choice = [...this.root.querySelectorAll(".reply")].at(-1)?.querySelector<HTMLElement>(".choice");
    choice?.focus();
    return Boolean(choice);
  }

  scrollToEnd(): void {
    this.root.scrollTop = this.root.scrollHeight;
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#ticking = 0;
  }

  #forget(entries: Entry[]): void {
    const present = new Set(entries.map(({ id }) => id));
    for (const [id, { node }] of this.#drawn) {
      if (present.has(id)) continue;
      node.remove();
      this.#drawn.delete(id);
    }
  }

  /** Whether the entry is new. */
  #draw(entry: Entry): boolean {
    const { words, player } = this.context;
    const state = JSON.stringify([entry, words.locale, player.has(entry.id), player.playing === entry.id]);
    const drawn = this.#drawn.get(entry.id);
    if (drawn?.state === state) return false;
    const node = entry.role === "user" ? questionView(entry, this.context) : replyView(entry, this.context);
    this.#drawn.set(entry.id, { state, node });
    if (drawn) replaceKeepingFocus(drawn.node, node);
    return !drawn;
  }

  #order(entries: Entry[]): void {
    let before: Element = this.#typing;
    for (const { id } of entries.toReversed()) {
      const node = this.#drawn.get(id)?.node;
      if (!node) continue;
      if (node.nextElementSibling !== before) before.before(node);
      before = node;
    }
  }

  /** The end of the log, but never past the beginning of a long answer. */
  #show(entry: Entry): void {
    const node = this.#drawn.get(entry.id)?.node;
    if (!node) return;
    const start = node.offsetTop - this.root.offsetTop - 12;
    this.root.scrollTop = Math.min(start, this.root.scrollHeight - this.root.clientHeight);
  }

  #tick(needed: boolean): void {
    if (needed === Boolean(this.#ticking)) return;
    if (needed) this.#ticking = window.setInterval(() => this.#count(), 500);
    else this.close();
  }

  #count(): void {
    for (const line of this.root.querySelectorAll<HTMLElement>("[data-until]")) {
      line.textContent = this.context.words.say("waiting", { n: secondsTo(Number(line.dataset["until"])) });
    }
  }
}

function replaceKeepingFocus(old: HTMLElement, drawn: HTMLElement): void {
  const focused = (old.getRootNode() as ShadowRoot | Document).activeElement;
  const held = focused && old.contains(focused) ? focused : null;
  old.replaceWith(drawn);
  if (!held) return;
  const same = [...drawn.querySelectorAll<HTMLElement>("[data-key]")];
  const key = (held as HTMLElement).dataset["key"];
  (same.find((each) => each.dataset["key"] === key) ?? same.at(0))?.focus({ preventScroll: true });
}
