import { useState } from "preact/hooks";
import { BarChart, Button } from "sessile/widgets";

export const title = "BarChart";
export const description = "How values compare: a bar for each, up or down from zero.";

export default function BarChartStory() {
  const [votes, setVotes] = useState(4);
  return (
    <>
      <BarChart
        title="Balance of the year"
        labels={["Spring", "Summer", "Autumn", "Winter"]}
        labelTitle="Season"
        valueTitle="Boats"
        series={[
          { name: "Built", values: [votes, 9, 6, 2] },
          { name: "Lost", values: [-1, -2, -4, -3] },
        ]}
      />
      <p class="row">
        <Button onClick={() => setVotes(votes + 1)}>One more in spring</Button>
      </p>
    </>
  );
}
