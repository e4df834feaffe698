import { csvCell as cell } from "sessile/widgets";
import { expect, test } from "vitest";
import { csv } from "../../../apps/logpstar/csv.ts";
import { measure } from "../../../apps/logpstar/molecule.ts";

test.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['5" pipe', '"5"" pipe"'],
  ["two\nlines", '"two\nlines"'],
  [" blank ", '" blank "'],
  ["=1+1", "'=1+1"],
  ['=HYPERLINK("http://x",1)', '"\'=HYPERLINK(""http://x"",1)"'],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["  =1", "'  =1"],
  ["＝1", "'＝1"],
  ["", ""],
])("the text %j is the cell %j", (text, expected) => {
  expect(cell(text)).toBe(expected);
});

test("a line a result, then a line a fault; a negative figure is a figure", () => {
  const rows = [
    { ...measure("CCO"), name: "Spirit, of wine", line: 1 },
    { ...measure("Cn1cnc2c1c(=O)n(C)c(=O)n2C"), name: "", line: 0 },
    { ...measure("O"), name: "=water", line: 3 },
  ];
  const faults = [{ line: 2, text: "=cmd|' /C calc'!A0", message: "“=” is wrong, here" }];
  expect([...csv(rows, faults)].join("")).toBe(
    [
      "line,name,SMILES,formula,mass,log P,fault",
      '1,"Spirit, of wine",CCO,C2H6O,46.07,0.050,',
      ",,Cn1cnc2c1c(=O)n(C)c(=O)n2C,C8H10N4O2,194.19,-0.178,",
      "3,'=water,O,H2O,18.01,,",
      "2,,'=cmd|' /C calc'!A0,,,,\"“=” is wrong, here\"",
      "",
    ].join("\r\n"),
  );
});
