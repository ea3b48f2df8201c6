/** Launcher and panel: joins the views, and moves the focus. */
import type { Conversation } from "../conversation";
import { h, icon } from "../dom";
import { CHAT } from "../icons";
import { Problem } from "../problem";
import type { Reply } from "../records";
import type { Words } from "../strings";
import { followViewport } from "../viewport";
import { Player } from "../voice/player";
import { Composer } from "./composer";
import type { Context } from "./context";
import { Header } from "./header";
import { Log } from "./log";
import { Notice } from "./notice";

/** What the element knows and does. */
export interface Host {
  words(): Words;
  settings(): { opened: boolean; page: boolean; heading: string; voice: boolean };
  opened(opened: boolean): void;
  locale(locale: string): void;
  tell(event: string, detail: object): void;
}

/** As in panel.css. */
const FULL_SCREEN = "(max-width: 30rem), (max-height: 26rem)";

export class Panel implements Context {
  readonly player = new Player(() => this.update());
  readonly #live = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
  readonly #launcher = h("button", { type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog" });
  readonly #header = new Header(this, () => this.#askRestart());
  readonly #notice = new Notice(this, () => this.start(), () => this.#focus());
  readonly #log = new Log(this);
  readonly #composer = new Composer(this, () => this.#log.focusChoices());
  readonly #panel = h("section", { class: "panel", part: "panel", tabindex: -1, hidden: true });
  readonly #unfollow = followViewport(this.#panel);
  readonly nodes = [this.#launcher, this.#panel, this.#live];
  #troubled = 0;

  constructor(
    readonly conversation: Conversation,
    readonly host: Host,
  ) {
    const footer = h("slot", { name: "footer" });
    this.#panel.append(this.#header.root, this.#notice.root, this.#log.root, this.#composer.root, footer);
    this.#panel.addEventListener("keydown", (event) => this.#key(event));
    this.#launcher.append(h("slot", { name: "launcher" }, icon(CHAT)));
    this.#launcher.addEventListener("click", () => host.opened(true));
    for (const type of ["online", "offline"]) addEventListener(type, this.#connection);
  }

  get words(): Words {
    return this.host.words();
  }

  destroy(): void {
    this.player.stop();
    this.#composer.dictation.cancel();
    this.#log.close();
    this.#unfollow();
    for (const type of ["online", "offline"]) removeEventListener(type, this.#connection);
  }

  update(): void {
    const { words } = this;
    const { opened, page, heading, voice } = this.host.settings();
    for (const node of this.nodes) node.lang = words.lang;
    this.#panel.dir = words.direction;
    this.#launcher.hidden = opened;
    this.#launcher.setAttribute("aria-label", words.say("open"));
    this.#panel.hidden = !opened;
    this.#panel.setAttribute("role", page ? "region" : "dialog");
    this.#panel.setAttribute("aria-label", heading || words.say("heading"));
    this.#header.update(heading, !page);
    this.#notice.update();
    if (opened) this.#log.update(this.conversation.history.entries);
    this.#composer.update(voice);
  }

  /** The panel has been opened. */
  show(focus: boolean): void {
    this.start();
    this.#log.scrollToEnd();
    if (focus) this.#focus();
  }

  /** The panel has been closed. */
  hide(): void {
    this.#composer.dictation.cancel();
    this.player.stop();
    this.#launcher.focus();
  }

  start(): void {
    const started = this.conversation.start();
    started.then(() => (this.#notice.problem = null), (failure: unknown) => this.#noStart(failure));
  }

  speak(locale: string): void {
    if (!this.host.settings().opened) {
      this.conversation.locale = locale;
      return;
    }
    this.conversation.speak(locale).catch((failure: unknown) => this.#noStart(failure));
  }

  answered(reply: Reply, audio: string | null): void {
    if (audio) {
      this.player.keep(reply.id, audio);
      void this.player.play(reply.id);
      this.update();
    }
    const { messages, cards } = reply.answer;
    this.announce([this.words.say("bot"), ...messages, ...cards.map(({ title }) => title)].join("\n"));
  }

  failed(problem: Problem): void {
    this.announce(`${this.words.say("notSent")} ${this.words.cause(problem.cause)}`);
  }

  announce(text: string): void {
    this.#live.replaceChildren(h("p", {}, text));
  }

  say(value: string, shown = value): void {
    this.attempt(this.conversation.ask(value, shown));
    this.#focus();
  }

  attempt(act: Promise<unknown>): void {
    act.catch((failure: unknown) => {
      if (!(failure instanceof Problem)) throw failure;
    });
  }

  rate(id: string, helpful: boolean, comment?: string): void {
    const reply = this.conversation.history.find(id);
    const rated = this.conversation.rate(id, helpful, comment);
    rated.catch((failure: unknown) => this.#fail(failure));
    if (comment !== undefined) {
      this.announce(this.words.say("thanks"));
      this.#composer.field.focus();
    }
    if (reply?.role !== "bot" || comment === "") return;
    const { entryId } = reply.answer;
    this.host.tell("feedback", { entryId, helpful, ...(comment ? { comment } : {}) });
  }

  restart(): void {
    this.player.stop();
    this.conversation.restart().catch((failure: unknown) => this.#noStart(failure));
  }

  choose(locale: string): void {
    this.host.locale(locale);
  }

  trouble(problem: Problem): void {
    clearTimeout(this.#troubled);
    this.#notice.trouble = problem;
    this.#troubled = window.setTimeout(() => (this.#notice.trouble = null), 8000);
  }

  close(): void {
    this.host.opened(false);
  }

  readonly #connection = (): void => {
    this.update();
    if (!navigator.onLine) this.announce(this.words.say("offline"));
    else if (this.host.settings().opened) this.start();
  };

  #noStart(failure: unknown): void {
    if (!(failure instanceof Problem)) throw failure;
    this.#notice.problem = failure;
    this.host.tell("error", { ...failure.cause, message: this.words.cause(failure.cause) });
  }

  #fail(failure: unknown): void {
    if (!(failure instanceof Problem)) throw failure;
    this.trouble(failure);
  }

  #askRestart(): void {
    if (this.conversation.history.entries.some(({ role }) => role === "user")) this.#notice.askRestart();
    else this.restart();
  }

  /** On touch screens the field would call the keyboard up. */
  #focus(): void {
    const field = matchMedia("(pointer: coarse)").matches ? this.#panel : this.#composer.field;
    field.focus({ preventScroll: true });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Tab") this.#stay(event);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (this.#composer.dictation.active) this.#composer.dictation.cancel();
    else if (!this.host.settings().page) this.close();
  }

  /** What a full-screen panel covers must not get the focus. */
  #stay(event: KeyboardEvent): void {
    if (this.host.settings().page || !matchMedia(FULL_SCREEN).matches) return;
    const inside = [...this.#panel.querySelectorAll<HTMLElement>("button, select, textarea, a, [tabindex='0']")];
    const stops = inside.filter((element) => element.offsetParent !== null);
    const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
    const focused = (this.#panel.getRootNode() as ShadowRoot).activeElement;
    if (focused !== from && !(event.shiftKey && focused === this.#panel)) return;
    event.preventDefault();
    to?.focus();
  }
}
