// A microserver: one molecule, on HttpService alone. `node dist/apps/ethanol/index.js` serves it (PORT says where);
// `sessile request apps/ethanol GET /smiles` answers once.
import { Molecule } from "openchemlib";
import { HttpService } from "sessile";

const SMILES = "CCO";
const molecule = Molecule.fromSmiles(SMILES);
const drawing = molecule.toSVG(240, 160, "ethanol", { autoCrop: true, autoCropMargin: 12, suppressChiralText: true });
const page = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ethanol</title>
<h1>Ethanol</h1>
<p><code>${SMILES}</code>, ${molecule.getMolecularFormula().formula}</p>
<p><img src="/drawing.svg" alt="A carbon, a carbon and an oxygen in a row"></p>
`;

/** By path: type and body. What is not here is a 404, which the service answers. */
const answers = new Map<string, readonly [type: string, body: string]>([
  ["/", ["text/html; charset=utf-8", page]],
  ["/smiles", ["text/plain; charset=utf-8", `${SMILES}\n`]],
  ["/drawing.svg", ["image/svg+xml", drawing]],
]);

const service = new HttpService({
  name: "Ethanol",
  description: "One molecule: its SMILES at /smiles, its drawing at /drawing.svg.",
  port: Number(process.env.PORT || 8080),
  loop(exchange) {
    const answer = answers.get(exchange.path);
    if (answer) exchange.reply(200, ["Content-Type", answer[0]], answer[1]);
  },
});
export default service;

if (import.meta.filename === process.argv[1]) {
  await service.open();
  console.log(`Ethanol: ${service.url}`);
}
