/** Files that spreadsheets read, and run nothing of. */
import { csvCell, csvLines } from "sessile/widgets";
import { describe, expect, test } from "vitest";

describe("CSV", () => {
  test.each([
    ["plain", "plain"],
    ['say "a", b', '"say ""a"", b"'],
    ["=1+1", "'=1+1"],
    ["@cmd", "'@cmd"],
    [" +1", "' +1"],
    ["	x", "'	x"],
    [" x", '" x"'],
    [-5, "-5"],
    ["-5", "'-5"],
    [null, ""],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("%j becomes %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test("is made as it is taken, and no further", async () => {
    let made = 0;
    const rows = function* () {
      for (;;) yield made++;
    };
    const lines = csvLines(["No."], rows(), (row) => [row]);
    const { value } = await lines.next();
    expect(String(value).slice(0, 12)).toBe("No.\r\n0\r\n1\r\n2");
    await lines.return(undefined);
    expect(made).toBe(200);
  });
});
