// Calls the five operations with the AWS SDK for JavaScript and prints the answers as one JSON object.
import {
  DeleteSessionCommand,
  GetSessionCommand,
  LexRuntimeV2Client,
  PutSessionCommand,
  RecognizeTextCommand,
  RecognizeUtteranceCommand,
} from "@aws-sdk/client-lex-runtime-v2";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const [endpoint, address] = process.argv.slice(2);
const session = JSON.parse(address);
// This client speaks HTTP/2 unless told otherwise, for the sake of StartConversation, which is not emulated.
const requestHandler = new NodeHttpHandler();
const client = new LexRuntimeV2Client({ endpoint, region: "us-east-1", maxAttempts: 1, requestHandler });
const send = (Command, input = {}) => client.send(new Command({ ...session, ...input }));

const answers = { text: await send(RecognizeTextCommand, { text: "주문" }) };
answers.session = await send(GetSessionCommand);
const { audioStream: heard, ...utterance } = await send(RecognizeUtteranceCommand, {
  requestContentType: "text/plain; charset=utf-8",
  inputStream: new TextEncoder().encode("Kim"),
});
const { audioStream: said, ...put } = await send(PutSessionCommand, {
  sessionState: { dialogAction: { type: "ElicitIntent" } },
});
answers.utterance = utterance;
answers.put = put;
answers.deleted = await send(DeleteSessionCommand);
answers.error = await send(GetSessionCommand).catch((error) => error.name);
console.log(JSON.stringify(answers));
process.exit(0);
