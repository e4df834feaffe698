import { useState } from "preact/hooks";
import { Button, LineChart } from "sessile/widgets";

export const title = "LineChart";
export const description = "How values went: a line for each series, with axes, a legend and a table of the values.";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const VIENNA = [0.9, 2.5, 6.6, 12, 16.2, 20.1, 21.9, 21.4, 16.3, 10.8, 5.8, 1.6];
const LISBON = [11.6, 12.7, 14.9, 15.9, 18, 21.2, 23.1, 23.5, 22.1, 18.8, 15, 12.4];

export default function LineChartStory() {
  const [warmer, setWarmer] = useState(0);
  const series = [
    { name: "Vienna", values: VIENNA.map((degrees) => degrees + warmer) },
    { name: "Lisbon", values: LISBON },
  ];
  return (
    <>
      <LineChart
        title="Mean temperature"
        labels={MONTHS}
        labelTitle="Month"
        valueTitle="°C"
        series={series}
        format={(degrees) => String(Math.round(degrees * 10) / 10)}
      />
      <p class="row">
        <Button onClick={() => setWarmer(warmer + 1)}>Vienna by a degree warmer</Button>
      </p>
    </>
  );
}
