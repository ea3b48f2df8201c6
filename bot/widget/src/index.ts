/** Registers `<serverless-faq>`, once, and exports what a program may want. */
import { ServerlessFaq } from "./element";

if (!customElements.get("serverless-faq")) customElements.define("serverless-faq", ServerlessFaq);

export { ServerlessFaq };
export { Problem } from "./problem";
export { addStrings } from "./strings";
export type { Answer, Button, Card, Config } from "./records";
