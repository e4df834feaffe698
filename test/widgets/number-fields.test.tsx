/** NumberBox, Slider, DatePicker. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { DatePicker, NumberBox, Slider } from "sessile/widgets";
import { expect, test } from "vitest";

test("NumberBox: a number, or none", async () => {
  const page = await visit(() => {
    const [crew, setCrew] = useState<number | null>(2);
    return (
      <>
        <NumberBox label="Crew" min={1} max={12} step={1} value={crew} onChange={setCrew} name="crew" />
        <NumberBox label="Own" defaultValue={7} disabled />
        <p role="status">{JSON.stringify(crew)}</p>
      </>
    );
  });
  const crew = page.getByRole("spinbutton", { name: "Crew" });
  expect(crew).toHaveValue("2");
  expect(crew).toHaveAttribute("max", "12");
  await crew.fill("11");
  expect(page.getByRole("status")).toHaveText("11");
  await crew.clear();
  expect(page.getByRole("status")).toHaveText("null");
  expect(crew).toHaveValue("");
  expect(page.getByLabel("Own")).toHaveValue("7");
  expect(page.getByLabel("Own")).toBeDisabled();
});

test("Slider: moved, and said in words", async () => {
  const page = await visit(() => {
    const [length, setLength] = useState(12);
    return (
      <>
        <Slider
          label="Length"
          min={4}
          max={30}
          format={(m) => `${m} m`}
          value={length}
          onChange={setLength}
          class="own"
        />
        <Slider label="Wind" max={12} marks={[0, 6, 12]} defaultValue={6} />
        <p role="status">{length}</p>
      </>
    );
  });
  const length = page.getByRole("slider", { name: "Length" });
  expect(length).toHaveAttribute("aria-valuetext", "12 m");
  await length.fill("20");
  expect(page.getByRole("status")).toHaveText("20");
  expect(length).toHaveAttribute("aria-valuetext", "20 m");
  expect(page.html).toContain(">20 m<");
  const wind = page.getByRole("slider", { name: "Wind" });
  expect(wind).toHaveValue("6");
  expect(page.html).toContain(` id="${wind.attribute("list")}"><option`);
});

test("DatePicker: a day, within its bounds", async () => {
  const page = await visit(() => {
    const [day, setDay] = useState("2026-05-01");
    return (
      <>
        <DatePicker label="Arrival" min="2026-04-01" max="2026-10-31" value={day} onChange={setDay} required />
        <DatePicker label="Own" defaultValue="2026-01-31" />
        <p role="status">{day}</p>
      </>
    );
  });
  const arrival = page.getByLabel("Arrival");
  expect(arrival).toHaveAttribute("type", "date");
  expect(arrival).toHaveAttribute("min", "2026-04-01");
  await arrival.fill("2026-06-02");
  expect(page.getByRole("status")).toHaveText("2026-06-02");
  await arrival.clear();
  expect(page.getByRole("status")).toHaveText("");
  expect(page.getByLabel("Own")).toHaveValue("2026-01-31");
});
