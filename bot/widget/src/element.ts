/** `<serverless-faq>`: attributes and properties in, events out; everything else is in the shadow. */
import { ChatApi } from "./api";
import { Conversation } from "./conversation";
import type { Problem } from "./problem";
import type { Answer, Question, Reply } from "./records";
import { Words } from "./strings";
import { sheets } from "./styles";
import { Panel } from "./views/panel";
import { canRecord } from "./voice/recorder";

const DEFAULT_LOCALE = "en_US";

export class ServerlessFaq extends HTMLElement {
  static readonly observedAttributes = ["endpoint", "locale", "mode", "opened", "voice", "heading"];

  #panel: Panel | null = null;
  #conversation: Conversation | null = null;
  #words = new Words(DEFAULT_LOCALE);
  #drawing = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open", delegatesFocus: false }).adoptedStyleSheets = sheets();
  }

  get endpoint(): string {
    return this.getAttribute("endpoint") ?? "/";
  }

  set endpoint(endpoint: string) {
    this.setAttribute("endpoint", endpoint);
  }

  get locale(): string {
    return this.getAttribute("locale")?.replace("-", "_") || DEFAULT_LOCALE;
  }

  set locale(locale: string) {
    this.setAttribute("locale", locale);
  }

  get mode(): "launcher" | "page" {
    return this.getAttribute("mode") === "page" ? "page" : "launcher";
  }

  set mode(mode: "launcher" | "page") {
    this.setAttribute("mode", mode);
  }

  get heading(): string {
    return this.getAttribute("heading") ?? "";
  }

  set heading(heading: string) {
    this.setAttribute("heading", heading);
  }

  /** Whether the microphone is offered where the browser and the bot can use it. */
  get voice(): boolean {
    return this.getAttribute("voice") !== "false";
  }

  set voice(voice: boolean) {
    this.setAttribute("voice", String(voice));
  }

  get opened(): boolean {
    return this.mode === "page" || this.hasAttribute("opened");
  }

  set opened(opened: boolean) {
    this.toggleAttribute("opened", opened);
  }

  open(): void {
    this.opened = true;
  }

  close(): void {
    this.opened = false;
  }

  /** Ask as if the visitor had; the answer, or a `Problem`. Does not open the panel. */
  ask(text: string): Promise<Answer> {
    if (!this.#conversation) return Promise.reject(new Error("<serverless-faq> is not in a document"));
    return this.#conversation.ask(text);
  }

  /** Forget the conversation, here and in other tabs, and begin anew. */
  async restart(): Promise<void> {
    await this.#conversation?.restart();
  }

  connectedCallback(): void {
    this.#connect();
  }

  disconnectedCallback(): void {
    this.#panel?.destroy();
    this.#conversation?.close();
    this.#panel = this.#conversation = null;
    this.shadowRoot?.replaceChildren();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#panel || before === after) return;
    if (name === "endpoint") {
      this.disconnectedCallback();
      this.#connect();
    } else if (name === "locale") this.#speak();
    else if (name === "opened" && (before === null) !== (after === null)) this.#toggle(after !== null);
    this.#draw();
  }

  #connect(): void {
    this.#words = new Words(this.locale);
    const api = new ChatApi(this.endpoint);
    this.#conversation = new Conversation(api, this.endpoint, this.#listener, this.locale);
    this.#panel = new Panel(this.#conversation, {
      words: () => this.#words,
      settings: () => this.#settings(),
      opened: (opened) => (this.opened = opened),
      locale: (locale) => (this.locale = locale),
      tell: (name, detail) => this.#tell(name, detail),
    });
    this.shadowRoot?.replaceChildren(...this.#panel.nodes);
    this.#panel.update();
    if (this.opened) this.#panel.show(this.mode === "launcher");
  }

  #settings() {
    const { opened, mode, heading } = this;
    const heard = this.#conversation?.history.session?.voice === true && !this.#conversation.speechless;
    return { opened, page: mode === "page", heading, voice: this.voice && heard && canRecord() };
  }

  #toggle(opened: boolean): void {
    this.#panel?.update();
    if (opened) this.#panel?.show(true);
    else this.#panel?.hide();
    this.#tell(opened ? "open" : "close", {});
  }

  #speak(): void {
    this.#words = new Words(this.locale);
    this.#panel?.speak(this.locale);
  }

  /** Once for all that changes in a task. */
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#panel?.update();
    });
  }

  readonly #listener = {
    changed: (): void => this.#draw(),
    asked: ({ text, locale }: Question): void => this.#tell("message", { text, locale }),
    answered: (reply: Reply, audio: string | null): void => {
      this.#panel?.update();
      this.#panel?.answered(reply, audio);
      this.#tell("answer", reply.answer);
    },
    failed: (problem: Problem): void => {
      this.#panel?.failed(problem);
      const { code, requestId } = problem;
      this.#tell("error", { code, requestId, message: this.#words.cause(problem.cause) });
    },
  };

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`serverless-faq:${name}`, { detail, bubbles: true, composed: true }));
  }
}
