/** Markdown to nodes: the part of CommonMark (and tables) that answers are written in. */
import { h } from "../dom";
import { inline } from "./inline";

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])\s*(?:\1\s*){2,}$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+•]|\d{1,9}[.)])(\s+|$)/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST = 8;

/** How a code block is drawn, for example with a button that copies it. */
export type CodeBlock = (code: string, language: string) => Node;

export function markdown(source: string, code: CodeBlock): Node[] {
  return new Blocks(source.replace(/\r\n?/g, "\n").split("\n"), code, 0).all();
}

class Blocks {
  #at = 0;

  constructor(
    readonly lines: string[],
    readonly code: CodeBlock,
    readonly deep: number,
  ) {}

  all(): Node[] {
    const blocks: Node[] = [];
    while (this.#at < this.lines.length) {
      const block = this.#next();
      if (block) blocks.push(block);
    }
    return blocks;
  }

  get #line(): string {
    return this.lines[this.#at] ?? "";
  }

  #next(): Node | null {
    const line = this.#line;
    if (!line.trim()) return this.#skip(null);
    if (FENCE.test(line)) return this.#fence();
    if (RULE.test(line)) return this.#skip(h("hr"));
    if (HEADING.test(line)) return this.#heading();
    if (QUOTE.test(line) && this.deep < DEEPEST) return this.#quote();
    if (ITEM.test(line) && this.deep < DEEPEST) return this.#list();
    if (this.#startsTable()) return this.#table();
    return this.#paragraph();
  }

  #skip<T>(block: T): T {
    this.#at += 1;
    return block;
  }

  /** The lines from here on as long as a test holds. */
  #while(holds: (line: string) => boolean): string[] {
    const start = this.#at;
    while (this.#at < this.lines.length && holds(this.#line)) this.#at += 1;
    return this.lines.slice(start, this.#at);
  }

  #fence(): Node {
    const [, fence = "```", language = ""] = FENCE.exec(this.#line) ?? [];
    this.#at += 1;
    const closes = (line: string): boolean => line.trim().startsWith(fence) && !/[^`~]/.test(line.trim());
    const lines = this.#while((line) => !closes(line));
    return this.#skip(this.code(lines.join("\n"), language));
  }

  /** All headings of an answer are below the panel's own. */
  #heading(): Node {
    const [, signs = "#", text = ""] = HEADING.exec(this.#line) ?? [];
    return this.#skip(h(signs.length > 2 ? "h4" : "h3", {}, ...inline(text)));
  }

  #quote(): Node {
    const lines = this.#while((line) => QUOTE.test(line)).map((line) => line.replace(QUOTE, ""));
    return h("blockquote", {}, ...this.#inside(lines));
  }

  #list(): Node {
    const [, , sign = "-"] = ITEM.exec(this.#line) ?? [];
    const number = Number.parseInt(sign, 10);
    const list = Number.isNaN(number) ? h("ul") : h("ol", number === 1 ? {} : { start: number });
    while (this.#goesOn(sign)) list.append(this.#item());
    return list;
  }

  #goesOn(sign: string): boolean {
    if (!this.#line.trim() && this.#isItem(this.lines[this.#at + 1] ?? "", sign)) this.#at += 1;
    return this.#isItem(this.#line, sign);
  }

  #isItem(line: string, sign: string): boolean {
    const found = ITEM.exec(line);
    return Boolean(found) && !RULE.test(line) && found?.[2]?.at(-1) === sign.at(-1);
  }

  #item(): Node {
    const first = this.#line;
    const indent = ITEM.exec(first)?.[0].length ?? 2;
    this.#at += 1;
    const belongs = (line: string): boolean => /^\s/.test(line) || (line.trim() !== "" && !this.#starts(line));
    const rest: string[] = [];
    while (this.#at < this.lines.length && (belongs(this.#line) || this.#gapInside())) rest.push(this.#skip(this.#line));
    const lines = [first.slice(indent), ...rest.map((line) => line.replace(new RegExp(`^\\s{0,${indent}}`), ""))];
    const [start, ...others] = this.#inside(lines);
    const tight = start instanceof HTMLParagraphElement ? [...start.childNodes] : start ? [start] : [];
    return h("li", {}, ...tight, ...others);
  }

  /** An empty line of an item whose text goes on behind it. */
  #gapInside(): boolean {
    return !this.#line.trim() && /^\s{2,}\S/.test(this.lines[this.#at + 1] ?? "");
  }

  #startsTable(): boolean {
    return this.#line.includes("|") && DIVIDER.test(this.lines[this.#at + 1] ?? "");
  }

  #table(): Node {
    const head = cells(this.#line);
    this.#at += 2;
    const rows = this.#while((line) => line.includes("|")).map(cells);
    const row = (name: "th" | "td", texts: string[]): Node =>
      h("tr", {}, ...head.map((_, column) => h(name, {}, ...inline(texts[column] ?? ""))));
    const table = h("table", {}, h("thead", {}, row("th", head)), h("tbody", {}, ...rows.map((texts) => row("td", texts))));
    return h("div", { class: "table", tabindex: 0, role: "group" }, table);
  }

  #paragraph(): Node {
    const first = this.#skip(this.#line);
    const more = this.#while((line) => line.trim() !== "" && !this.#starts(line));
    return h("p", {}, ...inline([first, ...more].map((line) => line.trimStart()).join("\n").trimEnd()));
  }

  /** Whether a line ends the paragraph before it. */
  #starts(line: string): boolean {
    return [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line));
  }

  #inside(lines: string[]): Node[] {
    return new Blocks(lines, this.code, this.deep + 1).all();
  }
}

function cells(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}
