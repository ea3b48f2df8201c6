/** The course of a conversation: sessions begin and expire, questions are sent, fail, wait and are sent again. */
import type { ChatApi } from "./api";
import { History, type Session } from "./history";
import { Problem } from "./problem";
import type { Answer, Config, Question, Reply, SpokenAnswer } from "./records";

const MOST_WAITS = 4;
const EXPIRED = ["session-expired", "unknown-session"];

export interface Listener {
  changed(): void;
  asked(question: Question): void;
  answered(reply: Reply, audio: string | null): void;
  failed(problem: Problem): void;
}

export class Conversation {
  readonly history: History;
  readonly #recordings = new Map<string, ArrayBuffer>();
  /** Set once the API has said that it has no speech. */
  speechless = false;

  constructor(
    readonly api: ChatApi,
    name: string,
    readonly listener: Listener,
    public locale: string,
  ) {
    this.history = new History(name, () => listener.changed());
    addEventListener("online", this.#online);
  }

  close(): void {
    removeEventListener("online", this.#online);
    this.history.close();
  }

  /** Have a session; greet where nothing has been said yet. */
  async start(): Promise<Session> {
    return this.history.session ?? exclusively(() => this.#begin());
  }

  /** Ask, and come back with the answer. Raises Problem. */
  ask(value: string, shown = value): Promise<Answer> {
    return this.#deliver(this.#put(value, shown, false));
  }

  /** Ask by voice: 16 kHz, 16 bit, one channel. */
  askAloud(pcm: ArrayBuffer): Promise<Answer> {
    const question = this.#put("", "", true);
    this.#recordings.set(question.id, pcm);
    return this.#deliver(question);
  }

  /** Whether a failed question can still be sent; a recording does not survive a reload. */
  canResend(question: Question): boolean {
    return !question.spoken || question.value !== "" || this.#recordings.has(question.id);
  }

  async resend(id: string): Promise<void> {
    const question = this.history.find(id);
    if (question?.role === "user" && this.canResend(question)) await this.#deliver(question);
  }

  async rate(id: string, helpful: boolean, comment?: string): Promise<void> {
    const reply = this.history.find(id);
    if (reply?.role !== "bot" || !reply.answer.entryId) return;
    const { rating, answer } = reply;
    this.history.change(id, { rating: { helpful, stage: comment === undefined ? "asking" : "thanked" } });
    if (comment === "") return;
    try {
      await this.#inSession((session) => this.api.rate(session, answer.entryId ?? "", helpful, answer.locale, comment));
    } catch (failure) {
      this.history.change(id, { rating } as Partial<Reply>);
      throw failure;
    }
  }

  /** Speak another language from now on, and say hello in it. */
  async speak(locale: string): Promise<void> {
    this.locale = locale;
    const { greeting } = await this.api.config(locale);
    if (!greeting || this.locale !== locale) return;
    const { entries } = this.history;
    if (entries.every((entry) => entry.role === "bot")) for (const { id } of entries) this.history.remove(id);
    this.history.reply({ answer: greeting, greeting: true });
  }

  /** Forget everything here and at the bot. */
  async restart(): Promise<void> {
    const session = this.history.session;
    this.history.restart();
    this.#recordings.clear();
    if (session) this.api.forget(session.sessionId).catch(() => undefined); // it expires by itself
    await this.start();
  }

  #put(value: string, text: string, spoken: boolean): Question {
    return this.history.ask({ value, text, spoken, locale: this.locale, state: "pending" });
  }

  async #begin(): Promise<Session> {
    this.history.refresh();
    if (this.history.session) return this.history.session;
    const { greeting, expiresIn, ...config }: Config = await this.api.config(this.locale);
    const session = { ...config, expiresAt: Date.now() + expiresIn * 1000 };
    this.history.session = session;
    if (greeting && !this.history.entries.length) this.history.reply({ answer: greeting, greeting: true });
    this.listener.changed();
    return session;
  }

  async #deliver(question: Question, waited = 0): Promise<Answer> {
    const { conversation } = this.history;
    this.history.change(question.id, { state: "pending" });
    if (!waited) this.listener.asked(question);
    try {
      const answer = await this.#inSession((session) => this.#send(session, question));
      if (this.history.conversation === conversation) this.#answered(question, answer);
      return answer;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (failure.retryAfter && waited < MOST_WAITS) {
        await this.#wait(question, failure);
        if (this.history.conversation === conversation) return this.#deliver(question, waited + 1);
      }
      this.#failed(question, failure);
      throw failure;
    }
  }

  #send(session: string, question: Question): Promise<Answer | SpokenAnswer> {
    const recording = this.#recordings.get(question.id);
    if (recording) return this.api.speak(session, recording, question.locale);
    return this.api.ask(session, question.value, question.locale);
  }

  #answered(question: Question, answer: Answer | SpokenAnswer): void {
    const said = "transcript" in answer ? answer.transcript : question.text;
    const value = "transcript" in answer ? answer.transcript : question.value;
    this.#recordings.delete(question.id);
    this.history.change(question.id, { state: "sent", text: said, value });
    const { audio, transcript: _, ...kept } = { audio: null, transcript: "", ...answer };
    this.listener.answered(this.history.reply({ answer: kept, greeting: false }), audio);
  }

  #failed(question: Question, problem: Problem): void {
    if (problem.code === "voice-unavailable") this.speechless = true;
    this.history.change(question.id, { state: "failed", cause: problem.cause });
    this.listener.failed(problem);
  }

  async #wait(question: Question, problem: Problem): Promise<void> {
    const milliseconds = problem.retryAfter * 1000;
    this.history.change(question.id, { state: "waiting", until: Date.now() + milliseconds, cause: problem.cause });
    this.listener.failed(problem);
    await new Promise((done) => setTimeout(done, milliseconds));
  }

  /** Do something in the session, and once more in a new one where it turns out to be over. */
  async #inSession<T>(act: (sessionId: string) => Promise<T>): Promise<T> {
    const session = await this.start();
    try {
      return await act(session.sessionId);
    } catch (failure) {
      if (!(failure instanceof Problem) || !EXPIRED.includes(failure.code)) throw failure;
      if (this.history.session?.sessionId === session.sessionId) this.history.session = null;
      return act((await this.start()).sessionId);
    }
  }

  readonly #online = (): void => {
    for (const entry of this.history.entries) {
      const failed = entry.role === "user" && entry.state === "failed" && entry.cause?.code === "offline";
      if (failed) this.resend(entry.id).catch(() => undefined); // shown with its cause
    }
    this.listener.changed();
  };
}

/** One tab at a time, so that two do not begin a session each; Web Locks exist in secure contexts alone. */
function exclusively<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request("serverless-faq", act) as Promise<T>) : act();
}
