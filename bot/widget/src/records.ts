/** What goes over the wire, and what a conversation remembers. */

export interface Button {
  text: string;
  value: string;
}

export interface Card {
  title: string;
  subtitle?: string;
  buttons: Button[];
}

export interface Answer {
  requestId: string;
  locale: string;
  outcome: string;
  entryId: string | null;
  intent: string;
  messages: string[];
  markdown: string;
  ssml: string;
  cards: Card[];
  tutorial: { step: number; count: number } | null;
}

export interface SpokenAnswer extends Answer {
  transcript: string;
  audio: string | null;
}

export interface Limits {
  textLength: number;
  audioSeconds: number;
  audioBytes: number;
}

export interface Config {
  sessionId: string;
  expiresIn: number;
  locales: { id: string; name: string }[];
  greeting: Answer | null;
  limits: Limits;
  voice: boolean;
}

/** A cause of failure as it is kept and shown. */
export interface Cause {
  code: string;
  detail: string;
  requestId: string;
}

export interface Question {
  role: "user";
  id: string;
  /** What the visitor sees; empty for a recording that is not understood yet. */
  text: string;
  /** What the bot gets; a button's value may differ from its text. */
  value: string;
  locale: string;
  spoken: boolean;
  state: "pending" | "waiting" | "sent" | "failed";
  /** Milliseconds since 1970 at which a `waiting` question is sent again. */
  until?: number;
  cause?: Cause;
}

export interface Reply {
  role: "bot";
  id: string;
  answer: Answer;
  greeting: boolean;
  rating?: { helpful: boolean; stage: "asking" | "thanked" };
}

export type Entry = Question | Reply;
