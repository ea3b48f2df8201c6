/** Bundles the widget into dist/: the element, and the audio worklet that a strict CSP wants in a file of its own. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** Style sheets become minified strings for constructable style sheets. */
const styles = {
  name: "styles",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: { "serverless-faq": "src/index.ts", "recorder-worklet": "src/voice/worklet.ts" },
  outdir: join(here, "dist"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
});
