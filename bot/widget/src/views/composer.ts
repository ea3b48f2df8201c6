/** Where the visitor writes or speaks. */
import { h, icon } from "../dom";
import { CLOSE, MICROPHONE, SEND, STOP } from "../icons";
import { Dictation } from "../voice/dictation";
import type { Context } from "./context";

const WARN_BELOW = 100;
const LONGEST = 1024;

export class Composer {
  readonly field = h("textarea", { rows: 1, class: "field", enterkeyhint: "send", autocomplete: "off" });
  readonly #left = h("p", { class: "left", hidden: true });
  readonly #send = h("button", { class: "round send" }, icon(SEND));
  readonly #speak = h("button", { type: "button", class: "round", onclick: () => void this.dictation.toggle() });
  readonly #cancel = h("button", { type: "button", class: "tool", onclick: () => this.dictation.cancel() }, icon(CLOSE));
  readonly #countdown = h("span");
  readonly #meter = h("span", { class: "meter", "aria-hidden": "true" });
  readonly #recording = h("div", { class: "recording", hidden: true }, this.#meter, this.#countdown, this.#cancel);
  readonly #row = h("div", { class: "row" }, this.field, this.#recording, this.#speak, this.#send);
  readonly root = h("form", { class: "composer", part: "composer" }, this.#left, this.#row);
  readonly dictation: Dictation;

  constructor(
    readonly context: Context,
    readonly up: () => boolean,
  ) {
    this.dictation = new Dictation(context, () => this.#showRecording(), this.#meter);
    this.root.addEventListener("submit", (event) => this.#submit(event));
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => this.#typed());
  }

  update(voice: boolean): void {
    const { words, conversation } = this.context;
    this.field.maxLength = conversation.history.session?.limits.textLength ?? LONGEST;
    this.field.placeholder = words.say("placeholder");
    this.field.setAttribute("aria-label", words.say("question"));
    name(this.#send, words.say("send"));
    name(this.#cancel, words.say("cancel"));
    this.#speak.hidden = !voice;
    this.#showRecording();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.#typed();
    this.context.say(text);
  }

  /** Enter sends, unless it only accepts what an input method proposes; 229 is what older browsers say then. */
  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.root.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.field.value && this.up()) event.preventDefault();
  }

  #typed(): void {
    const left = this.field.maxLength - this.field.value.length;
    this.#left.hidden = left > WARN_BELOW;
    this.#left.textContent = this.context.words.say("left", { n: left });
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #showRecording(): void {
    const { words } = this.context;
    const { active, secondsLeft } = this.dictation;
    this.#countdown.textContent = words.say("recording", { n: secondsLeft });
    name(this.#speak, words.say(active ? "stopSpeaking" : "speak"));
    if (this.#speak.ariaPressed === String(active)) return;
    this.#speak.ariaPressed = String(active);
    this.#speak.replaceChildren(icon(active ? STOP : MICROPHONE));
    this.#recording.hidden = !active;
    this.field.hidden = this.#send.hidden = active;
  }
}

function name(element: HTMLElement, label: string): void {
  element.setAttribute("aria-label", label);
  element.title = label;
}
